"""Two at the same moment: the second is checked against what the first changed, and neither is lost by a deadlock."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import uuid4

import pytest
from psycopg.errors import CheckViolation, InsufficientPrivilege

from config.demo import TOKYO
from tests.walls.at_once import committed, is_waiting, started, until
from tests.walls.contexts import REVIEWER, Who

pytestmark = [pytest.mark.zone("walls"), pytest.mark.usefixtures("fresh")]

SOON, LATER = (date.today() + timedelta(days) for days in (5, 10))
PROPOSE = (
    "INSERT INTO councils_proposal (id, prefecture_id, act, staff_id, post_kind, setting, reason, proposed_by_id)"
    " VALUES (gen_random_uuid(), '130001', 'factor', %(other)s, '', '', '紛失', %(kanri)s) RETURNING id"
)
ORDER = (
    "INSERT INTO inquiry_desk_order (id, prefecture_id, case_id, reference, purpose, legal_basis, is_nondisclosure,"
    " is_urgent, repeat_reason, ordered_by, ordered_name) VALUES (%(order)s, '130001', %(order)s, 'x', 'REVIEW',"
    " 'LIVELIHOOD_LOAN', false, false, '', 1, 'x')"
)
ASK = (
    "INSERT INTO inquiry_desk_subject (id, prefecture_id, order_id, member_id, position, name, kana, born, sex,"
    " address, relation, kinds) SELECT gen_random_uuid(), '130001', %(order)s, gen_random_uuid(), 0, 'x', kana,"
    " '1990-01-01', '', 'x', 'self', '{TAX}' FROM unnest(%(persons)s::text[]) kana"
)
STAFF = "SELECT username, id FROM councils_staff"
ENDS = {
    "a post": ("office", "cases", "kanri", "nodoka", "sakura", "post"),
    "a designation": ("gate", "vault", "mamoru", "subaru", "shirabe", "designation"),
}


ENTRY = "SELECT 1 FROM councils_rosterentry WHERE staff_id = %(other)s FOR UPDATE"
ROW = "SELECT 1 FROM councils_staff WHERE id = %(other)s FOR UPDATE"
COME_IN = ("other", "subsection_chief", "UPDATE councils_staff SET last_login = now() WHERE id = %(other)s")
SUSPEND = ("kanri", "administrator", "SELECT walls.suspend(%(other)s)")
CONFIRM = ("nodoka", "administrator", "SELECT walls.confirm(%(proposal)s)")
ACCEPT = ("", "", "SELECT walls.accept_invitation(%(code)s, 'scrypt$new')")
ISSUE = ("kanri", "administrator", "SELECT walls.issue_invitation(%(other)s)")
LEAVE = ("kanri", "administrator", "SELECT walls.leave(%(other)s, current_date + 3)")
# Whose row somebody else holds meanwhile, who waits for it first, and who comes after.
MEETINGS = {
    "a suspension and a sign-in": ("office", ENTRY, SUSPEND, COME_IN),
    "a departure and a sign-in": ("office", ENTRY, LEAVE, COME_IN),
    "a sign-in and a suspension": ("office", ROW, COME_IN, SUSPEND),
    "a factor taken away and a sign-in": ("office", ENTRY, CONFIRM, COME_IN),
    "a suspension and an invitation taken up": ("office", ROW, SUSPEND, ACCEPT),
    "a new invitation and the earlier one taken up": ("office", ENTRY, ISSUE, ACCEPT),
}


@pytest.fixture
def watching(admin):
    return lambda home: admin(home, autocommit=True)


@pytest.fixture
def ids(watching):
    return lambda home: dict(watching(home).execute(STAFF).fetchall())


@pytest.fixture
def pool():
    with ThreadPoolExecutor(4) as threads:
        yield threads


@pytest.mark.parametrize("what", ENDS)
def test_of_two_ends_at_once_the_later_day_never_wins(desk_of, watching, ids, pool, what):
    role, home, first, second, whose, thing = ENDS[what]
    known, past = ids(home), watching(home)
    find = f"SELECT id, until FROM councils_{thing} WHERE staff_id = %s"
    row_id, _ = past.execute(find, [known[whose]]).fetchone()
    end = f"SELECT walls.end_{thing}(%s, %s)"
    one, other = desk_of(role, home), desk_of(role, home)

    with one.connection.transaction():
        one.enter(Who(TOKYO, TOKYO, "administrator", known[first]))
        one.connection.execute(end, [row_id, SOON])
        administrator = Who(TOKYO, TOKYO, "administrator", known[second])
        late = started(pool, (other, administrator, end, [row_id, LATER]), past)
        assert not late.done()

    with pytest.raises(CheckViolation, match="no earlier end"):
        late.result()
    assert past.execute(find, [known[whose]]).fetchone() == (row_id, SOON)


@pytest.fixture
def known(desk_of, ids):
    """Somebody of the office with a factor, an open invitation and a proposal to take the factor away."""
    known = ids("cases")
    known["other"] = known["momiji"]
    kanri = Who(TOKYO, TOKYO, "administrator", known["kanri"])
    [(proposal,)] = committed((desk_of("office"), kanri, PROPOSE, known))
    [(code,)] = committed((desk_of("office"), kanri, ISSUE[2], known))
    return {**known, "proposal": proposal, "code": code}


def acting(desk, whom, known):
    name, post, statement = whom
    who = Who(TOKYO, TOKYO, post, known[name]) if name else Who("", "", "", None)
    return desk, who, statement, known


@pytest.mark.parametrize("meeting", MEETINGS)
def test_two_who_meet_at_one_person_both_get_through(desk_of, admin, watching, known, pool, meeting):
    role, held, first, second = MEETINGS[meeting]
    past, holding = watching("cases"), admin("cases")

    holding.execute(held, known)
    one = started(pool, acting(desk_of(role), first, known), past)
    other = started(pool, acting(desk_of(role), second, known), past)
    assert (one.done(), other.done()) == (False, False)
    holding.commit()

    assert len(one.result()) <= 1
    assert len(other.result()) <= 1


def ordered(desk, persons):
    """Under way: the transaction is open, the order written, nobody asked about yet."""
    facts = {"order": uuid4(), "persons": persons}
    desk.enter(REVIEWER)
    desk.connection.execute(ORDER, facts)
    return facts


def test_of_two_orders_at_once_about_one_person_the_second_is_compared_with_the_first(desk_of, watching, pool):
    one, other = desk_of("office"), desk_of("office")
    past = watching("cases")

    with one.connection.transaction():
        one.connection.execute(ASK, ordered(one, ["ヨシダ", "ミサキ"]))
        late = pool.submit(other.connection.execute, ASK, ordered(other, ["ミサキ"]))
        until(lambda: late.done() or is_waiting(other, past))
        assert not late.done()

    with pytest.raises(InsufficientPrivilege, match="otherwise"):
        late.result()


def test_orders_about_the_same_people_in_another_order_both_get_through(desk_of, watching, pool):
    one, other = desk_of("office"), desk_of("office")
    past = watching("cases")

    with one.connection.transaction():
        one.connection.execute(ASK, ordered(one, ["ヨシダ", "ミサキ"]))
        late = pool.submit(other.connection.execute, ASK, ordered(other, ["ミサキ", "ヨシダ"]))
        until(lambda: late.done() or is_waiting(other, past))

    assert late.result().rowcount == 2
