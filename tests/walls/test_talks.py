"""相談の壁: visits and introductions of the own council, in one's own name, and what may stand in a talk."""

from contextlib import contextmanager
from dataclasses import replace
from uuid import uuid4

import pytest
from psycopg.errors import CheckViolation, ForeignKeyViolation, InsufficientPrivilege, UniqueViolation

from config.demo import CHIYODA, SETAGAYA
from tests.walls.contexts import COUNSELLOR, REVIEWER
from tests.walls.test_writes import DENIED, POLICY, copied

pytestmark = pytest.mark.zone("walls")
CHILDREN = ("loans_visit", "loans_referral")


@pytest.fixture
def run(cases, desk_of):
    with desk_of("counter").acting(COUNSELLOR) as connection:
        yield connection


def of_council(admin, table, council):
    query = f"SELECT id FROM {table} WHERE municipal_council_id = %s ORDER BY id LIMIT 1"
    return admin("cases").execute(query, [council]).fetchone()[0]


def change(run, talk, what, value):
    run.execute(f"UPDATE loans_consultation SET {what} = %s WHERE id = %s", [value, talk])


@pytest.mark.parametrize("table", CHILDREN)
def test_a_row_in_the_own_name_is_written(run, admin, table):
    copied(table, staff_id=COUNSELLOR.staff)(run, of_council(admin, table, CHIYODA))


@pytest.mark.parametrize("table", CHILDREN)
def test_nobody_writes_one_in_another_name(run, admin, table):
    with pytest.raises(InsufficientPrivilege, match=POLICY):
        copied(table, staff_id=COUNSELLOR.staff + 1)(run, of_council(admin, table, CHIYODA))


@pytest.mark.parametrize("table", CHILDREN)
def test_nobody_writes_one_for_another_council(run, admin, table):
    write = copied(table, staff_id=COUNSELLOR.staff, municipal_council_id=SETAGAYA)

    with pytest.raises(InsufficientPrivilege, match=POLICY):
        write(run, of_council(admin, table, CHIYODA))


@pytest.mark.parametrize("table", CHILDREN)
def test_it_points_at_no_talk_of_another_council_and_an_absent_one_is_the_same_answer(run, admin, table):
    answers = set()
    for talk in (of_council(admin, "loans_consultation", SETAGAYA), uuid4()):
        write = copied(table, staff_id=COUNSELLOR.staff, consultation_id=talk)
        with pytest.raises(ForeignKeyViolation, match="_of_consultation") as refused, run.transaction():
            write(run, of_council(admin, table, CHIYODA))
        answers.add(refused.value.diag.message_primary)

    assert len(answers) == 1


@pytest.mark.parametrize("table", [*CHILDREN, "loans_historicalvisit"])
def test_the_office_sees_none(cases, desk_of, table):
    with desk_of("office").acting(REVIEWER) as office, pytest.raises(InsufficientPrivilege, match=DENIED):
        office.execute(f"SELECT count(*) FROM {table}")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE loans_visit SET staff_id = 1",
        "UPDATE loans_visit SET visited_on = now()",
        "UPDATE loans_referral SET told = 'x'",
        "DELETE FROM loans_visit",
        "DELETE FROM loans_referral",
        "UPDATE loans_consultation SET begun_from = gen_random_uuid()",
        "UPDATE loans_consultation SET counsellor_id = 1",
    ],
)
def test_what_was_noted_is_neither_moved_nor_deleted(run, statement):
    with pytest.raises(InsufficientPrivilege, match=DENIED):
        run.execute(statement)


@pytest.mark.parametrize(
    ("what", "value", "wrong"),
    [
        ("members", "{}", "consultation_members_are_rows"),
        ("members", f"[{', '.join(['1'] * 31)}]", "consultation_members_are_rows"),
        ("schemes", "[]", "consultation_schemes_by_code"),
        ("answers", "[]", "consultation_answers_by_code"),
        ("client_born", "昭和55年", "consultation_born_is_a_date"),
        ("sharing", "given", "consultation_sharing_is_dated"),
    ],
)
def test_what_no_form_sends_is_not_stored(run, admin, what, value, wrong):
    talk = of_council(admin, "loans_consultation", CHIYODA)
    run.execute("UPDATE loans_consultation SET sharing = '', sharing_on = NULL WHERE id = %s", [talk])

    with pytest.raises(CheckViolation, match=wrong):
        change(run, talk, what, value)


def test_one_counsellor_has_one_page_a_day(run, admin):
    visit = of_council(admin, "loans_visit", CHIYODA)
    copied("loans_visit", staff_id=COUNSELLOR.staff)(run, visit)

    with pytest.raises(UniqueViolation, match="visit_once_a_day"):
        copied("loans_visit", staff_id=COUNSELLOR.staff)(run, visit)


@contextmanager
def ended(admin, desk_of, post, days_ago):
    """A talk that ended so many days ago, before somebody of this post; put back as it was."""
    owner = admin("cases", autocommit=True)
    talk = of_council(admin, "loans_consultation", CHIYODA)
    before = owner.execute("SELECT state, saved_at FROM loans_consultation WHERE id = %s", [talk]).fetchone()
    moved = "UPDATE loans_consultation SET state = %s, saved_at = %s WHERE id = %s"
    owner.execute(
        "UPDATE loans_consultation SET state = 'advised_closed', saved_at = now() - make_interval(days => %s)"
        " WHERE id = %s",
        [days_ago, talk],
    )
    try:
        with desk_of("counter").acting(replace(COUNSELLOR, post=post)) as connection:
            yield connection, talk
    finally:
        owner.execute(moved, [*before, talk])


@pytest.mark.parametrize(("post", "days_ago"), [("counsellor", 0), ("counter_chief", 0), ("counter_chief", 30)])
def test_an_ended_talk_is_reopened_on_its_day_and_later_by_the_chief(cases, admin, desk_of, post, days_ago):
    with ended(admin, desk_of, post, days_ago) as (run, talk):
        change(run, talk, "state", "open")


@pytest.mark.parametrize(("what", "value"), [("state", "open"), ("saved_at", "now")])
def test_a_counsellor_reopens_no_talk_of_another_day_nor_moves_that_day(cases, admin, desk_of, what, value):
    with (
        ended(admin, desk_of, "counsellor", 1) as (run, talk),
        pytest.raises(InsufficientPrivilege, match=r"ended talk|chief"),
    ):
        change(run, talk, what, value)


def test_an_ended_talk_becomes_nothing_else(cases, admin, desk_of):
    with (
        ended(admin, desk_of, "counter_chief", 0) as (run, talk),
        pytest.raises(InsufficientPrivilege, match="interview"),
    ):
        change(run, talk, "state", "referred")
