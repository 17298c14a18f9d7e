"""Whose rows a real login sees, table by table of the matrix, with committed cases of three councils."""

import pytest
from psycopg.errors import InsufficientPrivilege

from config.demo import CHIYODA, SETAGAYA, TOKYO, YOKOHAMA
from tests.walls.contexts import ADMINISTRATOR, AUDITOR, COUNSELLOR, REVIEWER, REVIEWER_OF_KANAGAWA, SYSTEM, Who
from tests.walls.matrix import TABLES, Grant, Kind

pytestmark = pytest.mark.zone("walls")

CASES = TABLES["cases"]


def readable(role, *kinds):
    return sorted(
        name for name, table in CASES.items() if table.kind in kinds and Grant(role, "SELECT") in table.grants
    )


# Of these nobody sees but one's own.
OF_ONESELF = ("loans_notice", "loans_savedfilter")
AT_COUNTER = [name for name in readable("counter", Kind.CASE) if name not in OF_ONESELF]
# what is in quarantine no post sees at all (test_quarantine.py)
IN_OFFICE = [name for name in readable("office", Kind.CASE) if name not in ("loans_arrival", *OF_ONESELF)]
SLIP = readable("office", Kind.SLIP)
NOT_THE_COUNTERS = ("loans_waiver", "loans_review", "loans_signature", "loans_legacypush", "councils_outboxrow", *SLIP)


def count(connection, table, where="true", *values):
    return connection.execute(f"SELECT count(*) FROM {table} WHERE {where}", values).fetchone()[0]


@pytest.mark.parametrize("table", AT_COUNTER)
def test_a_counter_sees_all_rows_of_its_own_council_and_no_other(cases, desk_of, admin, table):
    own = count(admin("cases"), table, "municipal_council_id = %s", CHIYODA)
    others = count(admin("cases"), table, "municipal_council_id = ANY (%s)", [SETAGAYA, YOKOHAMA])

    with desk_of("counter").acting(COUNSELLOR) as run:
        seen = count(run, table)
        of_setagaya = count(run, table, "municipal_council_id = %s", SETAGAYA)

    assert own > 0
    assert others > 0
    assert (seen, of_setagaya) == (own, 0)


@pytest.mark.parametrize("table", OF_ONESELF)
def test_of_what_is_ones_own_a_colleague_sees_nothing(cases, desk_of, admin, table):
    owners = admin("cases").execute(f"SELECT DISTINCT staff_id FROM {table}").fetchall()

    with desk_of("counter").acting(COUNSELLOR) as run:
        of_others = count(run, table, "staff_id <> %s", COUNSELLOR.staff)

    assert len(owners) > 1
    assert of_others == 0


@pytest.mark.parametrize("table", [*IN_OFFICE, "inquiry_desk_order", "inquiry_desk_subject", "inquiry_desk_closing"])
def test_an_office_sees_its_own_prefecture_and_no_other(cases, desk_of, admin, table):
    with desk_of("office").acting(REVIEWER) as run:
        own = count(run, table)
        foreign = count(run, table, "prefecture_id <> %s", TOKYO)
    with desk_of("office").acting(REVIEWER_OF_KANAGAWA) as run:
        theirs = count(run, table)
        tokyos = count(run, table, "prefecture_id = %s", TOKYO)

    assert own > theirs > 0
    assert foreign == tokyos == 0


@pytest.mark.parametrize("table", ["loans_application", "loans_member", "loans_historicalmember"])
def test_an_office_sees_no_draft(cases, desk_of, admin, table):
    column = "id" if table == "loans_application" else "application_id"
    draft = cases[CHIYODA].draft.id
    there = count(admin("cases"), table, f"{column} = %s", draft)

    with desk_of("office").acting(REVIEWER) as run:
        seen = count(run, table, f"{column} = %s", draft)

    assert there > 0
    assert seen == 0


def test_an_office_sees_no_consultation_that_was_not_shared(cases, desk_of, admin):
    draft, forwarded = cases[CHIYODA].draft.consultation_id, cases[CHIYODA].forwarded.consultation_id

    with desk_of("office").acting(REVIEWER) as run:
        of_draft = count(run, "loans_consultation", "id = %s", draft)
        of_forwarded = count(run, "loans_consultation", "id = %s", forwarded)

    assert count(admin("cases"), "loans_consultation", "id = %s AND NOT is_shared", draft) == 1
    assert (of_draft, of_forwarded) == (0, 1)


@pytest.mark.parametrize("who", [ADMINISTRATOR, AUDITOR], ids=["administrator", "auditor"])
@pytest.mark.parametrize("table", [*IN_OFFICE, *SLIP])
def test_neither_administrator_nor_auditor_reads_a_case(cases, desk_of, who, table):
    with desk_of("office").acting(who) as run:
        assert count(run, table) == 0


def test_administrator_and_auditor_read_the_trail_of_their_prefecture_alone(cases, desk_of, admin):
    everywhere = count(admin("cases"), "councils_trailrow", "prefecture_id <> %s", TOKYO)

    with desk_of("office").acting(AUDITOR) as run:
        own = count(run, "councils_trailrow")
        foreign = count(run, "councils_trailrow", "prefecture_id <> %s", TOKYO)

    assert everywhere > 0
    assert own > 0
    assert foreign == 0


@pytest.mark.parametrize("who", [REVIEWER, SYSTEM], ids=["reviewer", "system"])
def test_the_office_of_no_trail_post_reads_no_trail(cases, desk_of, who):
    with desk_of("office").acting(who) as run:
        assert count(run, "councils_trailrow") == 0


@pytest.mark.parametrize("table", [*AT_COUNTER, "councils_staff", "councils_post", "mfa_authenticator"])
def test_without_a_context_a_counter_sees_nothing(cases, login, table):
    assert count(login("counter", "cases"), table) == 0


@pytest.mark.parametrize("table", [*IN_OFFICE, *SLIP, "councils_trailrow", "councils_nameplate"])
def test_without_a_context_an_office_sees_nothing(cases, login, table):
    assert count(login("office", "cases"), table) == 0


@pytest.mark.parametrize("post", ["reviewer", "president", "system", "administrator", "auditor", "", "nonsense"])
def test_a_counter_in_no_post_of_a_counter_sees_nothing(cases, desk_of, post):
    with desk_of("counter").acting(Who(CHIYODA, TOKYO, post)) as run:
        assert sum(count(run, table) for table in AT_COUNTER) == 0


@pytest.mark.parametrize(("role", "post"), [("office", "inquiry_officer"), ("gate_worker", "reviewer")])
def test_a_login_in_a_post_of_another_zone_sees_nothing(cases, desk_of, role, post):
    with desk_of(role).acting(Who(TOKYO, TOKYO, post)) as run:
        assert sum(count(run, table) for table in SLIP) == 0


@pytest.mark.parametrize("table", NOT_THE_COUNTERS)
def test_a_counter_has_no_privilege_on_what_is_the_offices(cases, desk_of, table):
    with desk_of("counter").acting(COUNSELLOR) as run, pytest.raises(InsufficientPrivilege, match="permission denied"):
        count(run, table)


@pytest.mark.parametrize("table", ["inquiry_vault_sealed", "inquiry_vault_casekey"])
@pytest.mark.parametrize("statement", ["SELECT 1 FROM {}", "DELETE FROM {}", "TRUNCATE {}", "COPY {} TO STDOUT"])
def test_the_pages_of_the_gate_have_no_privilege_on_a_ciphertext(login, table, statement):
    with pytest.raises(InsufficientPrivilege, match="permission denied"):
        login("gate", "vault").execute(statement.format(table))
