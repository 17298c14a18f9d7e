"""Guards that are asked once a statement: one row that may not be refuses all of it, and its row is looked at first."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from councils.tenancy import system_of, transaction_for
from inquiry.codes import Kind
from inquiry.desk.models import Finding
from inquiry.officer.actions import mishaps
from inquiry.vault import seals
from inquiry.vault.actions import deliver, read
from inquiry.vault.actions.look import look
from inquiry.vault.models import Inquiry, Mishap, Person, Reading, Sealed, TakenOrder
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import KANAGAWA, TOKYO
from tests.inquiry.vault.slips import KENICHI, MISAKI

pytestmark = pytest.mark.zone("gate")

SEAL = """
INSERT INTO inquiry_vault_sealed (id, prefecture_id, case_id, person_id, what, position, ciphertext)
SELECT gen_random_uuid(), %s, case_id, id, 'PENSION', 0, '' FROM inquiry_vault_person WHERE order_id = %s
"""
LISTED = """
SELECT EXISTS (SELECT FROM walls.unsealed WHERE row_id = written.id)
  OR EXISTS (SELECT FROM councils_trailseal WHERE written.id = ANY (row_ids))
FROM councils_trailrow written WHERE verb IN ('inquire', 'find')
"""
RECORD = "SELECT walls.trail_acts('inquire', ARRAY[NULL::uuid], ARRAY[NULL::uuid], '{TAX}', '{REVIEW}', '{done}')"


@pytest.fixture
def order_id(slip, logins, officer):
    """Two persons, who are about to be asked about."""
    order_id = slip.order([KENICHI, MISAKI], kinds=[Kind.TAX])
    steps.identified_and_clicked(logins, officer, order_id)
    return order_id


def quarantined(logins, officer, order_id) -> None:
    """The second of the two."""
    with logins.pages(), transaction_for(officer):
        person = Person.objects.get(order_id=order_id, position=1)
        mishaps.propose(person.pk, Mishap.Cause.WRONG_LINK, date(2026, 11, 2), by=officer)


def do(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(statement: str, *values: object, prefecture_id: str = TOKYO) -> str:
    """As the worker's login; with which words."""
    with transaction_for(system_of(prefecture_id)), pytest.raises(DatabaseError) as refusal, transaction.atomic():
        do(statement, *values)
    return str(refusal.value).splitlines()[0]


def test_one_who_is_quarantined_keeps_all_of_a_statement_back(order_id, logins, officer):
    quarantined(logins, officer, order_id)

    sending = refused("UPDATE inquiry_vault_inquiry SET state = 'sent' WHERE order_id = %s", order_id)
    sealing = refused(SEAL, TOKYO, order_id)

    assert (sending, sealing) == ("quarantined", "quarantined")
    assert {inquiry.state for inquiry in steps.inquiries(order_id)} == {"waiting"}


@pytest.mark.parametrize("state", ["sent", "asked"])
def test_one_without_the_code_keeps_all_of_a_statement_back(order_id, state):
    with transaction_for(system_of(TOKYO)):
        TakenOrder.objects.filter(pk=order_id).update(is_nondisclosure=True)
        first = Inquiry.objects.filter(order_id=order_id).first()
        Inquiry.objects.filter(pk=first.pk).update(is_nondisclosure=True)

    sending = refused("UPDATE inquiry_vault_inquiry SET state = %s WHERE order_id = %s", state, order_id)
    taken_off = refused("UPDATE inquiry_vault_inquiry SET is_nondisclosure = false WHERE id = %s", first.pk)

    assert (sending, taken_off) == ("not without the nondisclosure code", "what was sent was sent")


def test_a_row_of_another_prefecture_is_refused_before_anything_is_looked_at(order_id, logins, officer):
    quarantined(logins, officer, order_id)

    said = refused(SEAL, KANAGAWA, order_id)

    assert "row-level security" in said


def test_every_row_of_the_trail_that_the_worker_writes_will_be_sealed(order_id, logins):
    look(TOKYO)

    listed = [row[0] for row in steps.past_the_walls(logins, LISTED)]

    assert len(listed) > 2
    assert all(listed)


@pytest.mark.parametrize(
    ("statement", "model"), [(read._WRITE, Reading), (deliver._FINDINGS, Finding), (seals._SEAL, Sealed)]
)
def test_a_statement_of_many_rows_names_every_column_that_is_not_the_databases_own(statement, model):
    named = statement.partition("(")[2].partition(")")[0].split(", ")

    columns = {field.column for field in model._meta.concrete_fields}

    assert columns - set(named) <= {"id", "created_at", "written_at"}


def test_the_worker_alone_writes_many_rows_and_for_nobody_else(order_id, logins, officer):
    with logins.pages(), transaction_for(officer), pytest.raises(DatabaseError, match="permission denied"):
        do(RECORD)
    with transaction_for(officer), pytest.raises(DatabaseError, match="the system alone"), transaction.atomic():
        do(RECORD)
