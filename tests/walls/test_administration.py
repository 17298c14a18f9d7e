"""What the office's login may not do by SQL in the administrator's post: no right by itself, no case, no password."""

from contextlib import contextmanager

import psycopg
import pytest
from psycopg.errors import CheckViolation, InsufficientPrivilege

from config.demo import CHIYODA, KANAGAWA, TOKYO
from tests.walls.contexts import SET, SYSTEM, Who, signed

pytestmark = pytest.mark.zone("walls")

DENIED, POLICY = "permission denied", "violates row-level security policy"
# what a login tries, with its own id as %(me)s, a colleague's as %(other)s, a stranger's of 神奈川県 as %(stranger)s
FORBIDDEN = {
    "a post for myself": (
        "INSERT INTO councils_post (staff_id, council_id, kind, since)"
        " VALUES (%(me)s, '130001', 'section_chief', '2026-04-01')"
    ),
    "a longer post": "UPDATE councils_post SET until = NULL WHERE staff_id = %(me)s",
    "a guardian row": (
        "INSERT INTO guardian_userobjectpermission (permission_id, content_type_id, object_pk, user_id)"
        " SELECT id, content_type_id, '130001', %(me)s FROM auth_permission WHERE codename = 'sign_applications'"
    ),
    "another's rights away": "DELETE FROM guardian_userobjectpermission WHERE user_id = %(other)s",
    "un-suspending": "UPDATE councils_staff SET is_active = true WHERE id = %(other)s",
    "another council": "UPDATE councils_staff SET council_id = '140007' WHERE id = %(me)s",
    "a name plate": "UPDATE councils_nameplate SET name = 'x' WHERE staff_id = %(other)s",
    "the roster": "UPDATE councils_rosterentry SET is_active = true",
    "an invitation read": "SELECT digest FROM councils_invitation",
    "an invitation written": (
        "INSERT INTO councils_invitation (prefecture_id, staff_id, digest, expires_at)"
        " VALUES ('130001', %(me)s, 'x', now() + interval '1 day')"
    ),
    "the key of invitations": "SELECT * FROM walls.invitation_key",
    "a code for anybody": "SELECT walls.write_invitation(%(other)s, %(me)s)",
    "the digest of a code": "SELECT walls.digest_of('0')",
    "rights written": "SELECT walls.match_rights(%(me)s)",
    "a switch": "SELECT walls.switch_off(%(other)s, %(me)s)",
    "a move without a second hand": "SELECT walls.end_move(NULL::councils_proposal)",
    "a confirmation written": "UPDATE councils_proposal SET confirmed_by_id = %(other)s, confirmed_at = now()",
    "a proposal changed": "UPDATE councils_proposal SET post_kind = 'administrator'",
    "a proposal removed": "DELETE FROM councils_proposal",
    "a departure written": (
        "INSERT INTO inquiry_desk_departure (id, prefecture_id, username, left_on)"
        " VALUES (gen_random_uuid(), '130001', 'x', '2026-04-01')"
    ),
    "a setting written": "UPDATE councils_setting SET value = 'true'",
    "the system's day": "SELECT walls.settle_staff()",
    "a stranger suspended": "SELECT walls.suspend(%(stranger)s)",
    "a stranger invited": "SELECT walls.issue_invitation(%(stranger)s)",
    "a stranger's end": "SELECT walls.leave(%(stranger)s, current_date)",
    "staff of another prefecture": "SELECT walls.invite('neu', '新 人', '140007', '')",
    "a proposal of another prefecture": "SELECT walls.confirm(gen_random_uuid())",
}
PROPOSE = (
    "INSERT INTO councils_proposal (id, prefecture_id, act, staff_id, council_id, post_kind, since, setting, reason,"
    " proposed_by_id{more}) VALUES (gen_random_uuid(), {prefecture}, 'post', {staff}, {council}, 'section_chief',"
    " current_date, '', '', {by}{values}) RETURNING id"
)
CASES = ("loans_application", "loans_consultation", "loans_member", "loans_review", "inquiry_desk_order")


@pytest.fixture
def ids(admin):
    rows = admin("cases").execute("SELECT username, id FROM councils_staff").fetchall()
    return dict(rows)


@pytest.fixture
def kanri(ids):
    return Who(TOKYO, TOKYO, "administrator", staff=ids["kanri"])


@pytest.fixture
def run(desk_of, kanri):
    with desk_of("office").acting(kanri) as connection:
        yield connection


@pytest.fixture
def names(ids):
    return {"me": ids["kanri"], "other": ids["sakura"], "stranger": ids["ajisai"]}


def proposed(run, ids, *, staff="sakura", by="kanri", prefecture=TOKYO, council=TOKYO, more="", values=""):
    statement = PROPOSE.format(
        prefecture=f"'{prefecture}'", staff=ids[staff], council=f"'{council}'", by=ids[by], more=more, values=values
    )
    return run.execute(statement).fetchone()[0]


@pytest.mark.parametrize("name", FORBIDDEN)
def test_an_administrator_does_not_by_sql(run, names, name):
    # a column or a function that no login has, a policy, or the function's own check: 42501 each
    with pytest.raises(InsufficientPrivilege):
        run.execute(FORBIDDEN[name], names)


def test_no_password_but_the_own_is_set(run, names):
    changed = run.execute("UPDATE councils_staff SET password = 'x' WHERE id <> %(me)s", names)

    assert changed.rowcount == 0


def test_no_digest_of_a_password_but_the_own_is_read(run, names):
    rows = run.execute("SELECT id FROM councils_staff").fetchall()

    assert rows == [(names["me"],)]


def test_an_own_proposal_is_not_confirmed(run, ids):
    proposal = proposed(run, ids)

    with pytest.raises(CheckViolation, match="proposal_confirmed_by_another"):
        run.execute("SELECT walls.confirm(%s)", [proposal])


@pytest.mark.parametrize(
    "facts",
    [
        {"by": "nodoka"},
        {"prefecture": KANAGAWA, "staff": "ajisai", "council": KANAGAWA},
        {"more": ", confirmed_by_id, confirmed_at", "values": ", 1, now()"},
        {"more": ", made_post_id", "values": ", 1"},
        {"more": ", moved_at", "values": ", now()"},
    ],
)
def test_a_proposal_is_written_in_the_own_name_and_open(run, ids, facts):
    with pytest.raises(InsufficientPrivilege, match=POLICY):
        proposed(run, ids, **facts)


@pytest.mark.parametrize("facts", [{"staff": "ajisai"}, {"council": KANAGAWA}])
def test_a_proposal_names_nobody_and_no_council_of_another_prefecture(run, ids, facts):
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        proposed(run, ids, **facts)


def test_another_in_the_post_confirms_and_nobody_confirms_for_himself(desk_of, ids, admin):
    desk = desk_of("office")
    with committed(desk, Who(TOKYO, TOKYO, "administrator", staff=ids["kanri"])) as run:
        about_nodoka = proposed(run, ids, staff="nodoka")

    try:
        with (
            desk.acting(Who(TOKYO, TOKYO, "administrator", staff=ids["nodoka"])) as run,
            pytest.raises(CheckViolation, match="proposal_confirmed_by_no_subject"),
        ):
            run.execute("SELECT walls.confirm(%s)", [about_nodoka])
        for who in (
            Who(KANAGAWA, KANAGAWA, "administrator", 1),
            Who(TOKYO, TOKYO, "section_chief", ids["kaede"]),
            SYSTEM,
        ):
            with desk.acting(who) as run, pytest.raises(InsufficientPrivilege, match="nothing to confirm"):
                run.execute("SELECT walls.confirm(%s)", [about_nodoka])
    finally:
        admin("cases", autocommit=True).execute("DELETE FROM councils_proposal WHERE id = %s", [about_nodoka])


@contextmanager
def committed(desk, who):
    """One transaction with a valid context, kept."""
    with desk.connection.transaction():
        desk.connection.execute(SET, [signed(desk.connection, who, desk.key), True])
        yield desk.connection


@pytest.mark.parametrize("table", CASES)
def test_no_case_is_read_in_this_post(run, cases, admin, table):
    there = admin("cases").execute(f"SELECT count(*) FROM {table}").fetchone()[0]

    assert there > 0
    assert run.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


@pytest.mark.parametrize(
    "table", ["councils_rosterentry", "councils_post", "councils_proposal", "councils_nameplate", "councils_trailrow"]
)
def test_an_administrator_sees_the_own_prefecture_alone(run, table):
    found = run.execute(f"SELECT DISTINCT prefecture_id FROM {table}").fetchall()

    assert set(found) <= {(TOKYO,)}


def test_the_roster_is_not_for_other_posts(desk_of, ids):
    for post in ("reviewer", "section_chief", "system"):
        with desk_of("office").acting(Who(TOKYO, TOKYO, post, staff=ids["sakura"])) as run:
            assert run.execute("SELECT count(*) FROM councils_rosterentry").fetchone() == (0,)
            assert run.execute("SELECT count(*) FROM councils_post").fetchone() == (1,)


def test_the_counter_administers_nobody(desk_of, ids):
    with desk_of("counter").acting(Who("131016", TOKYO, "administrator", staff=ids["aoba"])) as run:
        for statement in (
            "SELECT 1 FROM councils_rosterentry",
            "SELECT walls.suspend(1)",
            "SELECT walls.invite('','','','')",
        ):
            with pytest.raises(InsufficientPrivilege, match=DENIED), run.transaction():
                run.execute(statement)


@pytest.mark.parametrize(
    ("role", "home", "council", "post"),
    [
        ("counter", "cases", CHIYODA, "section_chief"),
        ("counter", "cases", CHIYODA, "administrator"),
        ("counter", "cases", TOKYO, "administrator"),
        ("office", "cases", TOKYO, "counter_chief"),
        ("gate", "vault", TOKYO, "president"),
    ],
)
def test_a_post_that_the_zone_does_not_have_leads_nobody_there(desk_of, role, home, council, post):
    with desk_of(role, home).acting(Who(council, TOKYO, post)) as run:
        led = run.execute("SELECT walls.chief_council_id(), walls.staff_prefecture_id()").fetchone()

    assert led == (None, None)


@pytest.mark.parametrize(
    ("role", "council", "post"), [("counter", CHIYODA, "counter_chief"), ("office", TOKYO, "section_chief")]
)
def test_who_leads_a_council_confirms_for_that_council(desk_of, role, council, post):
    with desk_of(role).acting(Who(council, TOKYO, post)) as run:
        assert run.execute("SELECT walls.chief_council_id()").fetchone() == (council,)


@pytest.mark.parametrize("statement", ["SELECT walls.depart(gen_random_uuid(), 'shirabe')"])
def test_a_departure_is_the_gates_workers_to_heed(desk_of, admin, statement):
    vault = admin("vault").execute("SELECT id FROM councils_staff WHERE username = 'mamoru'").fetchone()[0]

    with (
        desk_of("gate", "vault").acting(Who(TOKYO, TOKYO, "administrator", staff=vault)) as run,
        pytest.raises(InsufficientPrivilege, match=DENIED),
    ):
        run.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE councils_staff SET is_active = true",
        "INSERT INTO inquiry_vault_takendeparture (id, prefecture_id) VALUES (gen_random_uuid(), '130001')",
        "SELECT walls.confirm(gen_random_uuid())",
        "SELECT walls.issue_invitation(1)",
        "SELECT 1 FROM councils_rosterentry",
    ],
)
def test_the_gates_worker_switches_off_and_never_on(desk_of, statement):
    with desk_of("gate_worker", "vault").acting(SYSTEM) as run, pytest.raises(InsufficientPrivilege, match=DENIED):
        run.execute(statement)


def test_the_responsible_in_the_gate_read_no_order(desk_of, admin):
    who = admin("vault").execute("SELECT id FROM councils_staff WHERE username = 'mamoru'").fetchone()[0]

    with desk_of("gate", "vault").acting(Who(TOKYO, TOKYO, "administrator", staff=who)) as run:
        for table in ("inquiry_vault_takenorder", "inquiry_vault_person", "inquiry_vault_inquiry"):
            assert run.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
        with pytest.raises(InsufficientPrivilege, match="nobody acts"):
            run.execute("SELECT walls.open_intent(gen_random_uuid(), ARRAY['TAX']::varchar[], 'review')")


def test_a_departure_is_not_put_off_by_sql(run, names):
    run.execute("SELECT walls.leave(%(other)s, current_date + 3)", names)

    with pytest.raises(CheckViolation, match="over already"):
        run.execute("SELECT walls.leave(%(other)s, current_date + 30)", names)
