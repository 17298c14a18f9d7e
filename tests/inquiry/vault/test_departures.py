"""異動・退職. The office says that a person has left; the gate refuses that person at the next request."""

import psycopg
import pytest
from django.db import ProgrammingError, connections

from config.demo import TOKYO
from councils.administration import actions
from councils.administration.models import RosterEntry
from councils.permissions import PostKind
from councils.signin.stages import posts_of
from councils.tenancy import Actor, enter_signing_in, transaction_for
from inquiry.vault.actions.depart import depart
from inquiry.vault.models import TakenDeparture

pytestmark = pytest.mark.zone("gate")

TWINS = """
INSERT INTO councils_staff (password, is_superuser, username, name, council_id, council_kind, is_active)
  VALUES ('', false, 'shirabe', '調 慎', '130001', 'prefectural', true) ON CONFLICT DO NOTHING
"""


@pytest.fixture
def past(logins):
    """Past all walls: past("vault", "SELECT …")."""

    def run(home, statement, *values):
        with psycopg.connect(logins.administrator(home)) as admin:
            found = admin.execute(statement, values)
            return found.fetchall() if found.description else []

    return run


@pytest.fixture
def suspend(logins, past):
    """The office's administrator suspends whoever has this user name there."""

    def run(username):
        past("cases", TWINS)
        past("cases", "UPDATE councils_staff SET is_active = true WHERE username = %s", username)
        past("cases", "UPDATE councils_rosterentry SET suspended_at = NULL WHERE username = %s", username)
        [(kanri,)] = past("cases", "SELECT id FROM councils_staff WHERE username = 'kanri'")
        [(staff,)] = past("cases", "SELECT id FROM councils_staff WHERE username = %s", username)
        by = Actor(kanri, "管野 理", PostKind.ADMINISTRATOR, TOKYO, TOKYO)
        with logins.office(), transaction_for(by, using="cases"):
            connections["cases"].cursor().execute("SELECT walls.suspend(%s)", [staff])

    return run


@pytest.fixture
def responsible(past):
    """責任者 of the gate: responsible("mamoru")."""

    def of(username):
        [(staff, name)] = past("vault", "SELECT id, name FROM councils_staff WHERE username = %s", username)
        return Actor(staff, name, PostKind.ADMINISTRATOR, TOKYO, TOKYO)

    return of


@pytest.fixture
def posts(logins):
    """As the gate's pages ask at each request."""

    def of(staff_id):
        with logins.pages(), transaction_for(Actor(staff_id, "", PostKind.INQUIRY_OFFICER, TOKYO, TOKYO)):
            enter_signing_in(staff_id=staff_id)
            return [post.kind for post in posts_of(staff_id)]

    return of


def test_who_left_the_office_is_refused_in_the_gate(logins, suspend, officer, colleague, posts):
    before = posts(officer.staff_id)
    suspend("shirabe")

    assert depart(TOKYO) == 1

    assert (before, posts(officer.staff_id)) == (["inquiry_officer"], [])
    assert posts(colleague.staff_id) == ["inquiry_officer"]


def test_a_departure_is_heeded_once_and_who_was_let_in_again_stays(logins, past, officer, posts):
    past("vault", "UPDATE councils_staff SET is_active = true WHERE id = %s", officer.staff_id)

    assert depart(TOKYO) == 0

    assert posts(officer.staff_id) == ["inquiry_officer"]


def test_a_departure_under_the_name_of_the_office_means_the_same_person(logins, past, suspend, colleague, posts):
    past("vault", "UPDATE councils_rosterentry SET office_username = 'sakura' WHERE staff_id = %s", colleague.staff_id)
    suspend("sakura")

    depart(TOKYO)

    assert posts(colleague.staff_id) == []


def test_a_departure_of_a_later_day_waits(logins, past, officer, posts):
    past(
        "cases",
        "INSERT INTO inquiry_desk_departure (id, prefecture_id, username, left_on)"
        " VALUES (gen_random_uuid(), '130001', 'shirabe', current_date + 3)",
    )

    assert depart(TOKYO) == 0
    assert posts(officer.staff_id) == ["inquiry_officer"]


def test_a_name_that_the_gate_does_not_know_is_heeded_too(logins, past):
    past(
        "cases",
        "INSERT INTO inquiry_desk_departure (id, prefecture_id, username, left_on)"
        " VALUES (gen_random_uuid(), '130001', 'nobody', current_date - 1)",
    )

    assert (depart(TOKYO), depart(TOKYO)) == (1, 0)


def test_the_two_responsible_let_an_officer_in_again(logins, past, officer, responsible, posts):
    [(entry,)] = past("vault", "SELECT id FROM councils_rosterentry WHERE staff_id = %s", officer.staff_id)
    past("vault", "UPDATE councils_rosterentry SET suspended_at = NULL WHERE staff_id = %s", officer.staff_id)
    mamoru, subaru = responsible("mamoru"), responsible("subaru")
    with logins.pages(), transaction_for(mamoru):
        actions.suspend(entry, by=mamoru)
        proposal = actions.resume(entry, "復職のため", by=mamoru)
    assert posts(officer.staff_id) == []

    with logins.pages(), transaction_for(subaru):
        actions.confirm(proposal.pk, by=subaru)

    assert posts(officer.staff_id) == ["inquiry_officer"]


def test_taken_departures_are_the_workers_alone(logins, past):
    assert past("vault", "SELECT count(*) FROM inquiry_vault_takendeparture")[0][0] > 0
    with transaction_for(Actor(None, "", PostKind.SYSTEM, TOKYO, TOKYO)):
        assert TakenDeparture.objects.exists()


def test_the_worker_knows_no_roster(logins):
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction_for(Actor(None, "", PostKind.SYSTEM, TOKYO, TOKYO)),
    ):
        RosterEntry.objects.exists()
