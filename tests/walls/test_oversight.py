"""Searches and alerts are for their posts, in their own prefecture, and each search leaves its row."""

import psycopg
import pytest

from config.demo import CHIYODA, KANAGAWA, TOKYO
from tests.walls.contexts import ADMINISTRATOR, AUDITOR, REVIEWER, SYSTEM, Who

pytestmark = pytest.mark.zone("walls")
AUDITOR_OF_KANAGAWA = Who(KANAGAWA, KANAGAWA, "auditor")
PERSON = ("ヨシダ　ケンイチ", "1986-05-14")
FIND_PERSON = "SELECT subject_id, case_id FROM walls.find_person(%s, %s)"
ROW = "SELECT max(id) FROM councils_trailrow WHERE prefecture_id = %s AND staff_id IS NOT NULL AND case_id IS NOT NULL"


@pytest.fixture
def office(desk_of):
    return desk_of("office")


def last_rows(run, verb):
    query = "SELECT case_id, result, fields FROM councils_trailrow WHERE verb = %s AND at > now() ORDER BY id"
    return run.execute(query, [verb]).fetchall()


@pytest.mark.parametrize("who", [AUDITOR, ADMINISTRATOR])
def test_a_number_leads_to_a_case_and_the_search_is_recorded(cases, office, who):
    case = cases[CHIYODA].decided

    with office.acting(who) as run:
        found = [run.execute("SELECT walls.find_case(%s)", [number]).fetchone()[0] for number in _numbers(case)]
        recorded = last_rows(run, "find_case")

    assert found == [case.id, case.id]
    assert recorded == [(case.id, "1", ["case_number"])] * 2


def test_a_number_of_another_prefecture_is_no_number(cases, office):
    with office.acting(AUDITOR_OF_KANAGAWA) as run:
        found = run.execute("SELECT walls.find_case(%s)", [cases[CHIYODA].decided.receipt_number]).fetchone()
        recorded = last_rows(run, "find_case")

    assert found == (None,)
    assert recorded == [(None, "0", ["case_number"])]


def test_a_person_leads_to_pseudonyms_of_the_own_prefecture(cases, office, admin):
    own = set(
        admin("cases")
        .execute(
            "SELECT id, application_id FROM loans_member WHERE prefecture_id = %s AND kana = %s AND born = %s",
            [TOKYO, *PERSON],
        )
        .fetchall()
    )

    with office.acting(AUDITOR) as run:
        found = run.execute(FIND_PERSON, PERSON).fetchall()
        recorded = last_rows(run, "find_person")

    assert set(found) == own != set()
    assert len(recorded) == len(found)


@pytest.mark.parametrize("who", [REVIEWER, SYSTEM, Who(TOKYO, TOKYO, "president")])
@pytest.mark.parametrize("query", ["SELECT walls.find_case('x')", "SELECT * FROM walls.find_person('x', 'y')"])
def test_no_other_post_searches(cases, office, who, query):
    with office.acting(who) as run, pytest.raises(psycopg.errors.InsufficientPrivilege):
        run.execute(query)


@pytest.mark.parametrize("who", [AUDITOR, ADMINISTRATOR, REVIEWER])
def test_only_the_system_reads_the_trail_for_the_rules_and_raises(cases, office, admin, who):
    (row,) = admin("cases").execute(ROW, [TOKYO]).fetchone()

    with office.acting(who) as run:
        read = run.execute("SELECT count(*) FROM walls.trail_since('2020-01-01')").fetchone()
        raised = run.execute("SELECT walls.raise_alert('at_night', %s)", [row]).fetchone()

    assert (read, raised) == ((0,), (False,))


def test_the_system_raises_for_its_own_prefecture_alone(cases, office, admin):
    rows = [admin("cases").execute(ROW, [whose]).fetchone()[0] for whose in (TOKYO, KANAGAWA)]

    with office.acting(SYSTEM) as run:
        raised = [run.execute("SELECT walls.raise_alert('at_night', %s)", [row]).fetchone()[0] for row in rows]

    assert raised == [True, False]


@pytest.fixture
def alert(cases, office, admin):
    """One of Tokyo, committed past all walls."""
    (row,) = admin("cases").execute(ROW, [TOKYO]).fetchone()
    connection = admin("cases", autocommit=True)
    return connection.execute(
        "INSERT INTO councils_alert (prefecture_id, rule, staff_id, row_id, at, day)"
        " VALUES (%s, 'many_looks', 1, %s, now(), current_date - (random() * 10000)::int) RETURNING id",
        [TOKYO, row],
    ).fetchone()[0]


def test_an_auditor_confirms_in_the_own_name(office, alert):
    with office.acting(Who(TOKYO, TOKYO, "auditor", 42)) as run:
        done = run.execute("SELECT walls.confirm_alert(%s, 'duty')", [alert]).fetchone()
        note = run.execute("SELECT code, confirmed_by FROM councils_alertnote WHERE alert_id = %s", [alert]).fetchone()
        recorded = last_rows(run, "confirm_alert")

    assert (done, note) == ((True,), ("duty", 42))
    assert recorded == [(None, "duty", [])]


@pytest.mark.parametrize("who", [ADMINISTRATOR, REVIEWER, SYSTEM])
def test_nobody_else_confirms(office, alert, who):
    with office.acting(who) as run, pytest.raises(psycopg.errors.InsufficientPrivilege):
        run.execute("SELECT walls.confirm_alert(%s, 'duty')", [alert])


def test_an_auditor_of_another_prefecture_finds_no_such_alert(office, alert):
    with office.acting(AUDITOR_OF_KANAGAWA) as run:
        done = run.execute("SELECT walls.confirm_alert(%s, 'duty')", [alert]).fetchone()
        seen = run.execute("SELECT count(*) FROM councils_alert").fetchone()

    assert (done, seen) == ((False,), (0,))


def test_a_code_that_is_none_is_refused(office, alert):
    with office.acting(AUDITOR) as run, pytest.raises(psycopg.errors.CheckViolation):
        run.execute("SELECT walls.confirm_alert(%s, 'x')", [alert])


def _numbers(case):
    return case.receipt_number, case.prefectural_number
