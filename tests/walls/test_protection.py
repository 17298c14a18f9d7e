"""支援措置 by SQL: what no login takes off a household, and what stands with it whichever way it was written."""

import pytest
from psycopg.errors import InsufficientPrivilege

from config.demo import CHIYODA
from tests.walls.contexts import COUNSELLOR, REVIEWER, Who

pytestmark = pytest.mark.zone("walls")

CHIEF = Who(COUNSELLOR.council, COUNSELLOR.prefecture, "counter_chief")
RANK = Who(REVIEWER.council, REVIEWER.prefecture, "section_chief")
TABLES = ("loans_application", "loans_consultation")


def flag(run, table, row_id, value=True):
    return run.execute(f"UPDATE {table} SET is_nondisclosure = %s WHERE id = %s", [value, row_id]).rowcount


def flags(run, case):
    query = (
        "SELECT a.is_nondisclosure, t.is_nondisclosure FROM loans_application a"
        " JOIN loans_consultation t ON t.id = a.consultation_id WHERE a.id = %s"
    )
    return run.execute(query, [case.id]).fetchone()


@pytest.mark.parametrize("table", TABLES)
def test_a_counsellor_sets_it_of_both_and_lifts_neither(cases, desk_of, table):
    case = cases[CHIYODA].draft
    row_id = case.id if table == "loans_application" else case.consultation_id
    with desk_of("counter").acting(COUNSELLOR) as run:
        assert flag(run, table, row_id) == 1
        assert flags(run, case) == (True, True)
        for each, whose in zip(TABLES, (case.id, case.consultation_id), strict=True):
            with pytest.raises(InsufficientPrivilege, match="this post lifts no protection"), run.transaction():
                flag(run, each, whose, value=False)


def test_the_chief_lifts_it_of_both(cases, desk_of):
    case = cases[CHIYODA].draft
    with desk_of("counter").acting(CHIEF) as run:
        flag(run, "loans_application", case.id)
        assert flag(run, "loans_consultation", case.consultation_id, value=False) == 1
        assert flags(run, case) == (False, False)


@pytest.mark.parametrize("which", ["forwarded", "ordered", "decided"])
def test_of_a_case_that_has_left_the_counter_it_is_set_alone_and_stays(cases, desk_of, admin, which):
    case = getattr(cases[CHIYODA], which)
    with desk_of("counter").acting(CHIEF) as run:
        with pytest.raises(InsufficientPrivilege, match="has left the counter"), run.transaction():
            run.execute("UPDATE loans_application SET is_nondisclosure = true, amount_yen = 1 WHERE id = %s", [case.id])
        assert flag(run, "loans_consultation", case.consultation_id) == 1
        assert flags(run, case) == (True, True)
        for table, row_id in zip(TABLES, (case.id, case.consultation_id), strict=True):
            with pytest.raises(InsufficientPrivilege, match="has left the counter"), run.transaction():
                flag(run, table, row_id, value=False)


def test_in_the_office_the_reviewer_alone_lifts_it(cases, desk_of):
    case = cases[CHIYODA].ordered
    for who in (RANK, REVIEWER):
        with desk_of("office").acting(who) as run:
            flag(run, "loans_application", case.id)
            if who is REVIEWER:
                assert flag(run, "loans_application", case.id, value=False) == 1
            else:
                with pytest.raises(InsufficientPrivilege, match="this post lifts no protection"):
                    flag(run, "loans_application", case.id, value=False)


def test_an_application_is_born_with_what_its_talk_says_whatever_the_statement_says(cases, desk_of):
    case = cases[CHIYODA].draft
    with desk_of("counter").acting(COUNSELLOR) as run:
        flag(run, "loans_consultation", case.consultation_id)
        columns = [
            row[0]
            for row in run.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = 'loans_application'::regclass AND attnum > 0"
                " AND NOT attisdropped"
            )
        ]
        changed = {
            "id": "gen_random_uuid()",
            "receipt_number": "'x-1'",
            "is_nondisclosure": "false",
            "state": "'draft'",
            "counsellor_id": str(COUNSELLOR.staff),
            "forwarded_at": "NULL",
            "forwarded_by": "NULL",
        }
        picked = ", ".join(changed.get(each, each) for each in columns)
        born = run.execute(
            f"INSERT INTO loans_application ({', '.join(columns)}) SELECT {picked} FROM loans_application"
            " WHERE id = %s RETURNING is_nondisclosure",
            [case.id],
        ).fetchone()

    assert born == (True,)
