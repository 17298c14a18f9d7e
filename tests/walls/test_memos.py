"""電話メモ, the keys of the search and saved filters by SQL: what a login may not do past the pages."""

import pytest
from psycopg.errors import CheckViolation, ForeignKeyViolation, InsufficientPrivilege

from config.demo import CHIYODA, SETAGAYA, YOKOHAMA
from tests.walls.contexts import COUNSELLOR, REVIEWER

pytestmark = pytest.mark.zone("walls")

TAKE = (
    "INSERT INTO loans_memo (id, created_at, prefecture_id, municipal_council_id, is_forwarded, application_id,"
    " consultation_id, caller, gist, promised_on, taken_by, taken_name)"
    " VALUES (gen_random_uuid(), now(), %(prefecture)s, %(council)s, %(seen)s, %(application)s, %(talk)s, %(caller)s,"
    " %(gist)s, NULL, %(by)s, 'somebody else') RETURNING id, taken_name, is_forwarded"
)


def take(connection, case, who, **facts):
    usual = {
        "prefecture": case.prefecture_id,
        "council": case.municipal_council_id,
        "seen": False,
        "application": case.id,
        "talk": None,
        "caller": "CLIENT",
        "gist": "x",
        "by": who.staff,
    }
    return connection.execute(TAKE, {**usual, **facts}).fetchone()


def test_a_memo_is_under_the_writers_own_name_whatever_the_statement_says(cases, desk_of):
    with desk_of("counter").acting(COUNSELLOR) as run:
        _, name, is_forwarded = take(run, cases[CHIYODA].draft, COUNSELLOR, seen=True)
        assert (name == "somebody else", is_forwarded) == (False, False)


def test_nobody_writes_in_the_name_of_another(cases, desk_of):
    with desk_of("counter").acting(COUNSELLOR) as run, pytest.raises(InsufficientPrivilege):
        take(run, cases[CHIYODA].draft, COUNSELLOR, by=COUNSELLOR.staff + 1)


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"application": None}, "memo_of_a_case_or_a_talk"),
        ({"caller": "X"}, "memo_by_code"),
        ({"gist": ""}, "memo_says_something"),
    ],
)
def test_a_memo_has_one_case_a_caller_and_words(cases, desk_of, facts, name):
    with desk_of("counter").acting(COUNSELLOR) as run, pytest.raises(CheckViolation, match=name):
        take(run, cases[CHIYODA].draft, COUNSELLOR, **facts)


def test_a_memo_of_both_a_case_and_a_talk_is_none(cases, desk_of):
    case = cases[CHIYODA].draft
    with desk_of("counter").acting(COUNSELLOR) as run, pytest.raises(CheckViolation, match="memo_of_a_case_or_a_talk"):
        take(run, case, COUNSELLOR, talk=case.consultation_id)


def test_a_memo_hangs_on_no_case_of_a_sister_council(cases, desk_of):
    with desk_of("counter").acting(COUNSELLOR) as run:
        run.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(ForeignKeyViolation, match="memo_of_application_key"):
            take(run, cases[CHIYODA].draft, COUNSELLOR, application=cases[SETAGAYA].draft.id)


def test_the_office_writes_of_no_case_that_is_still_at_a_counter(cases, desk_of):
    with desk_of("office").acting(REVIEWER) as run, pytest.raises(InsufficientPrivilege, match="row-level security"):
        take(run, cases[CHIYODA].draft, REVIEWER, seen=True)


def test_a_promise_that_is_kept_stays_kept_and_what_was_written_stays(cases, desk_of):
    kept = "SELECT id FROM loans_memo WHERE kept_at IS NOT NULL"
    with desk_of("counter").acting(COUNSELLOR) as run:
        assert run.execute(kept).fetchall()
        assert (
            run.execute("UPDATE loans_memo SET kept_by = %s WHERE kept_at IS NOT NULL", [COUNSELLOR.staff]).rowcount
            == 0
        )
    for statement in ("UPDATE loans_memo SET gist = 'y'", "DELETE FROM loans_memo"):
        with desk_of("counter").acting(COUNSELLOR) as run, pytest.raises(InsufficientPrivilege):
            run.execute(statement)


@pytest.mark.parametrize("role", ["counter", "office"])
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO loans_searchkey SELECT * FROM loans_searchkey LIMIT 1",
        "UPDATE loans_searchkey SET is_forwarded = true",
        "DELETE FROM loans_searchkey",
        "SELECT walls.fill_keys('131016')",
        "SELECT walls.put_keys('130001', '131016', gen_random_uuid(), NULL, NULL, true, '{nx}')",
        "SELECT walls.search_keys('x', 'x', 'x', NULL)",
    ],
)
def test_no_login_writes_a_key(cases, desk_of, role, statement):
    who = COUNSELLOR if role == "counter" else REVIEWER
    with desk_of(role).acting(who) as run, pytest.raises(InsufficientPrivilege):
        run.execute(statement)


def test_keys_are_those_of_the_own_council_and_in_the_office_of_what_was_forwarded(cases, desk_of):
    query = "SELECT DISTINCT municipal_council_id, is_forwarded FROM loans_searchkey ORDER BY 1, 2"
    with desk_of("counter").acting(COUNSELLOR) as run:
        assert run.execute(query).fetchall() == [(CHIYODA, False), (CHIYODA, True)]
    with desk_of("office").acting(REVIEWER) as run:
        assert run.execute(query).fetchall() == [(CHIYODA, True), (SETAGAYA, True)]
        assert YOKOHAMA not in str(run.execute(query).fetchall())
