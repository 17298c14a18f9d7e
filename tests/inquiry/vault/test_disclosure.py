"""The pages reach a ciphertext by disclose() alone, after a committed intent of the same officer, for sixty seconds."""

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from councils.tenancy import system_of, transaction_for
from inquiry.codes import Kind, Purpose
from inquiry.officer.actions import ask
from inquiry.vault.actions.look import look
from inquiry.vault.disclosure import LookEnded, disclose, open_intent
from inquiry.vault.models import Intent, Person
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.slips import KENICHI

pytestmark = pytest.mark.zone("gate")


@pytest.fixture
def person(slip, logins, officer) -> Person:
    """Somebody whose tax answer is in the vault."""
    order_id = slip.order([KENICHI], kinds=[Kind.TAX])
    look(TOKYO)
    with logins.pages(), transaction_for(officer):
        ask.ask_everyone(order_id, by=officer)
    look(TOKYO)
    with transaction_for(system_of(TOKYO)):
        return Person.objects.get(order_id=order_id)


def opened(person, officer):
    with transaction_for(officer):
        return open_intent(person, ["TAX"], Purpose.REVIEW)


def shown(intent_id, officer):
    with transaction_for(officer):
        return disclose(Intent(pk=intent_id, prefecture_id=TOKYO, person_id=intent_id))


def disclosed_rows(intent_id, officer):
    with transaction_for(officer), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM walls.disclose(%s)", [intent_id])
        return cursor.fetchone()[0]


@pytest.mark.parametrize("table", ["sealed", "casekey"])
def test_the_pages_may_not_read_ciphertexts_or_keys(logins, officer, table):
    with logins.pages(), transaction_for(officer), connection.cursor() as cursor:
        with pytest.raises(DatabaseError, match="permission denied"):
            cursor.execute(f"SELECT * FROM inquiry_vault_{table}")
        transaction.set_rollback(True)


def test_a_committed_intent_shows_the_answer_to_its_officer(person, logins, officer):
    with logins.pages():
        intent_id = opened(person, officer)
        with transaction_for(officer):
            values = disclose(Intent.objects.get(pk=intent_id))

    assert [value.content["items"]["total_income_yen"] for value in values] == [{"value": 430_000}]


def test_an_intent_that_is_not_committed_yet_shows_nothing(person, logins, officer):
    with logins.pages(), transaction_for(officer), connection.cursor() as cursor:
        intent_id = open_intent(person, ["TAX"], Purpose.REVIEW)
        with pytest.raises(DatabaseError, match="not committed"):
            cursor.execute("SELECT * FROM walls.disclose(%s)", [intent_id])
        transaction.set_rollback(True)


def test_an_intent_that_was_rolled_back_shows_nothing(person, logins, officer):
    with logins.pages():
        with transaction_for(officer):
            intent_id = open_intent(person, ["TAX"], Purpose.REVIEW)
            transaction.set_rollback(True)

        with pytest.raises(LookEnded):
            shown(intent_id, officer)


def test_an_intent_of_a_rolled_back_savepoint_shows_nothing(person, logins, officer):
    with logins.pages():
        with transaction_for(officer), transaction.atomic():
            intent_id = open_intent(person, ["TAX"], Purpose.REVIEW)
            transaction.set_rollback(True)

        with pytest.raises(LookEnded):
            shown(intent_id, officer)


@pytest.mark.parametrize("other", ["colleague", "stranger"])
def test_another_officer_is_shown_nothing(person, logins, officer, other, request):
    with logins.pages():
        intent_id = opened(person, officer)

        with pytest.raises(LookEnded):
            shown(intent_id, request.getfixturevalue(other))


def test_after_sixty_seconds_nothing_is_shown(person, logins, officer):
    with logins.pages():
        intent_id = opened(person, officer)
        with psycopg.connect(logins.administrator("vault")) as clock:
            clock.execute(
                "UPDATE inquiry_vault_intent SET opened_at = opened_at - interval '61 seconds' WHERE id = %s",
                [intent_id],
            )

        with pytest.raises(LookEnded):
            shown(intent_id, officer)


@pytest.mark.parametrize("kinds", [["NUMBER"], ["CODE"], ["CANDIDATE_NUMBER"], ["TAX", "NUMBER"], []])
def test_no_intent_can_be_opened_for_a_number(person, logins, officer, kinds):
    with logins.pages(), transaction_for(officer):
        with pytest.raises(DatabaseError, match="not to be shown"):
            open_intent(person, kinds, Purpose.REVIEW)
        transaction.set_rollback(True)


def test_an_officer_of_another_prefecture_cannot_open_an_intent(person, logins, stranger):
    with logins.pages(), transaction_for(stranger):
        with pytest.raises(DatabaseError, match="no such person"):
            open_intent(person, ["TAX"], Purpose.REVIEW)
        transaction.set_rollback(True)


def test_an_intent_shows_the_kinds_it_names_and_no_other(person, logins, officer):
    with logins.pages():
        with transaction_for(officer):
            intent_id = open_intent(person, ["HOUSEHOLD"], Purpose.REVIEW)

        assert disclosed_rows(intent_id, officer) == 0


def test_a_look_leaves_its_trail_row(person, logins, officer):
    with logins.pages():
        opened(person, officer)

    with psycopg.connect(logins.administrator("vault")) as reader:
        rows = reader.execute(
            "SELECT staff_id, verb, fields, purpose FROM councils_trailrow WHERE subject_id = %s AND verb = 'disclose'",
            [person.member_id],
        ).fetchall()
    assert rows == [(officer.staff_id, "disclose", ["TAX"], "REVIEW")]
