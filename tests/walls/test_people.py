"""The people of a case, past the pages: another's rows, a case that has left, what has ended, a picture for a name."""

from uuid import uuid4

import pytest
from psycopg.errors import CheckViolation, ForeignKeyViolation, InsufficientPrivilege, UniqueViolation

from config.demo import CHIYODA, SETAGAYA
from tests.walls.contexts import COUNSELLOR, REVIEWER
from tests.walls.test_writes import DENIED, POLICY, copied, one

pytestmark = pytest.mark.zone("walls")
OURS = {
    "loans_party": {"added_by": COUNSELLOR.staff},
    "loans_refusal": {"taken_by": COUNSELLOR.staff, "lifted_at": None},
    "loans_budget": {"written_by": COUNSELLOR.staff},
    "loans_duplicatenote": {"noted_by": COUNSELLOR.staff, "other_id": uuid4()},
}


@pytest.fixture
def run(cases, desk_of):
    with desk_of("counter").acting(COUNSELLOR) as connection:
        yield connection


@pytest.fixture
def office(cases, desk_of):
    with desk_of("office").acting(REVIEWER) as connection:
        yield connection


@pytest.mark.parametrize("table", OURS)
def test_a_counter_writes_no_row_of_another_council(run, cases, table):
    write = copied(table, municipal_council_id=SETAGAYA, **OURS[table])

    with pytest.raises(InsufficientPrivilege, match="a row of another council"):
        write(run, one(run, table, cases[CHIYODA].draft))


@pytest.mark.parametrize("table", OURS)
def test_a_row_hangs_on_no_case_of_a_sister_council(run, cases, table):
    ended = {"lifted_at": "2026-11-01"} if table == "loans_refusal" else {}
    write = copied(table, application_id=cases[SETAGAYA].draft.id, **{**OURS[table], **ended})

    with pytest.raises(ForeignKeyViolation, match="_of_application_key"):
        write(run, one(run, table, cases[CHIYODA].draft))


@pytest.mark.parametrize("table", OURS)
def test_nothing_is_written_into_a_case_that_has_left(run, cases, table):
    write = copied(table, application_id=cases[CHIYODA].forwarded.id, **OURS[table])

    with pytest.raises(InsufficientPrivilege, match="the application has left the counter"):
        write(run, one(run, table, cases[CHIYODA].draft))


@pytest.mark.parametrize("table", OURS)
def test_nobody_writes_in_the_name_of_another(run, cases, table):
    [hand] = [name for name in OURS[table] if name.endswith("_by")]
    write = copied(table, **{**OURS[table], hand: COUNSELLOR.staff + 1})

    with pytest.raises(InsufficientPrivilege, match=POLICY):
        write(run, one(run, table, cases[CHIYODA].draft))


@pytest.mark.parametrize(("table", "ended"), [("loans_party", "removed_at"), ("loans_refusal", "lifted_at")])
def test_what_has_ended_stays_so(run, cases, table, ended):
    row = one(run, table, cases[CHIYODA].draft)
    run.execute("UPDATE loans_consent SET withdrawn_at = now(), withdrawal = 'left' WHERE party_id = %s", [row])
    run.execute(f"UPDATE {table} SET {ended} = now() WHERE id = %s", [row])

    with pytest.raises(InsufficientPrivilege, match="what has ended stays so"):
        run.execute(f"UPDATE {table} SET {ended} = NULL WHERE id = %s", [row])


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"way": "tablet", "signature": None}, "consent_by_its_way"),
        ({"way": "paper", "signature": "[[1,1]]"}, "consent_by_its_way"),
        ({"way": "tablet", "signature": f'["{"x" * 60_001}"]'}, "consent_signature_is_small"),
        ({"party_id": uuid4()}, "consent_of_one_person"),
        ({"member_id": None}, "consent_of_one_person"),
        ({"representative_id": uuid4()}, "consent_for_a_minor_names_who_agreed"),
    ],
)
def test_a_consent_is_of_one_person_in_one_way(run, cases, changed, constraint):
    query = (
        "SELECT id FROM loans_consent WHERE application_id = %s AND member_id IS NOT NULL AND representative_id IS NULL"
    )
    row = run.execute(query, [cases[CHIYODA].draft.id]).fetchone()[0]

    with pytest.raises(CheckViolation, match=constraint):
        copied("loans_consent", taken_by=COUNSELLOR.staff, withdrawn_at="2026-11-01", **changed)(run, row)


def test_one_person_says_no_once(run, cases):
    with pytest.raises(UniqueViolation, match="refusal_once"):
        copied("loans_refusal", **OURS["loans_refusal"])(run, one(run, "loans_refusal", cases[CHIYODA].draft))


@pytest.mark.parametrize("table", ["loans_party", "loans_refusal", "loans_budget"])
def test_the_office_reads_what_was_forwarded_and_writes_none_of_it(office, cases, table):
    assert one(office, table, cases[CHIYODA].forwarded)
    assert (
        office.execute(f"SELECT 1 FROM {table} WHERE application_id = %s", [cases[CHIYODA].draft.id]).fetchall() == []
    )
    with pytest.raises(InsufficientPrivilege, match=DENIED):
        office.execute(f"UPDATE {table} SET is_forwarded = true")


def test_nobody_tells_the_gate_by_hand_that_a_consent_was_taken_back(run, office):
    tell = (
        "INSERT INTO inquiry_desk_revocation (id, prefecture_id, case_id, member_id, consent_id)"
        " VALUES (gen_random_uuid(), '130001', gen_random_uuid(), gen_random_uuid(), gen_random_uuid())"
    )
    for connection in (run, office):
        with pytest.raises(InsufficientPrivilege, match=DENIED), connection.transaction():
            connection.execute(tell)


def test_nobody_who_was_removed_agrees_or_refuses(run, cases):
    draft = cases[CHIYODA].draft
    query = "SELECT id FROM loans_consent WHERE application_id = %s AND party_id IS NOT NULL"
    consent = run.execute(query, [draft.id]).fetchone()[0]
    refusal = one(run, "loans_refusal", draft)
    run.execute(
        "UPDATE loans_consent SET withdrawn_at = now(), withdrawal = 'left' WHERE application_id = %s", [draft.id]
    )
    run.execute("UPDATE loans_refusal SET lifted_at = now() WHERE application_id = %s", [draft.id])
    for table in ("loans_party", "loans_member"):
        run.execute(f"UPDATE {table} SET removed_at = now() WHERE application_id = %s", [draft.id])

    ours = {"taken_by": COUNSELLOR.staff}
    for table, row, ended in (("loans_consent", consent, "withdrawn_at"), ("loans_refusal", refusal, "lifted_at")):
        with pytest.raises(InsufficientPrivilege, match="has been removed"), run.transaction():
            copied(table, **ours, **{ended: None})(run, row)


@pytest.mark.parametrize("table", ["loans_party", "loans_member"])
def test_nobody_is_removed_who_still_agrees(run, cases, table):
    with pytest.raises(InsufficientPrivilege, match="still agrees, or refuses"):
        run.execute(f"UPDATE {table} SET removed_at = now() WHERE application_id = %s", [cases[CHIYODA].draft.id])


@pytest.mark.parametrize("is_minor", [True, False])
def test_an_adult_agrees_alone_and_for_a_minor_the_representative(run, cases, is_minor):
    query = (
        "SELECT id FROM loans_consent WHERE application_id = %s AND member_id IS NOT NULL"
        " AND (representative_id IS NOT NULL) = %s"
    )
    row = run.execute(query, [cases[CHIYODA].draft.id, is_minor]).fetchone()[0]
    by = {"representative_id": None, "representative_name": ""} if is_minor else {"representative_id": uuid4()}
    run.execute("UPDATE loans_consent SET withdrawn_at = now(), withdrawal = 'taken_back' WHERE id = %s", [row])

    with pytest.raises(InsufficientPrivilege, match="an adult agrees alone"):
        copied("loans_consent", taken_by=COUNSELLOR.staff, withdrawn_at=None, **({"representative_name": "x"} | by))(
            run, row
        )


def test_what_is_called_renewed_was_renewed(run, cases):
    run.execute(
        "UPDATE loans_consent SET withdrawn_at = now(), withdrawal = 'renewed' WHERE application_id = %s",
        [cases[CHIYODA].draft.id],
    )

    with pytest.raises(InsufficientPrivilege, match="no newer consent"):
        run.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_saves_of_one_page_go_forward(run, cases):
    talk = cases[CHIYODA].draft.consultation_id
    page = "UPDATE loans_consultation SET saved_from = %s, saved_turn = %s WHERE id = %s"
    first = uuid4()
    run.execute(page, [first, 3, talk])
    run.execute(page, [first, 3, talk])

    with pytest.raises(InsufficientPrivilege, match="the page has saved since"), run.transaction():
        run.execute(page, [first, 2, talk])
    run.execute(page, [uuid4(), 1, talk])
