"""A closing may land at any moment: it ends what it is about, and nothing else."""

import logging
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, transaction

from councils.tenancy import system_of, transaction_for
from inquiry.codes import Kind
from inquiry.officer.actions.ask import hold_open
from inquiry.officer.refusals import OrderClosed
from inquiry.sources.errors import NotSent
from inquiry.sources.types import Receipt
from inquiry.vault.actions import ask as asking
from inquiry.vault.actions.close import close
from inquiry.vault.actions.codes import get_codes
from inquiry.vault.actions.look import look
from inquiry.vault.models import Inquiry, Person, Sealed, TakenOrder
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.slips import KENICHI

pytestmark = pytest.mark.zone("gate")


@pytest.fixture
def case_id():
    return uuid4()


@pytest.fixture
def order_id(slip, logins, officer, case_id):
    """One person, one kind, waiting to be sent."""
    order_id = slip.order([KENICHI], kinds=[Kind.TAX], case_id=case_id)
    return steps.identified_and_clicked(logins, officer, order_id)


@pytest.fixture
def sent(order_id, slip, case_id):
    """The same, on its way to the network when the case is closed."""
    get_codes(TOKYO)
    [inquiry_id] = asking._claim(TOKYO, 10)
    slip.close(case_id)
    close(TOKYO)
    return inquiry_id


def came_back(inquiry_id, came):
    with transaction_for(system_of(TOKYO)):
        asking._store(TOKYO, {inquiry_id: came})
        return Inquiry.objects.get(pk=inquiry_id)


def test_a_receipt_that_comes_after_the_closing_is_kept_and_its_answer_is_not_fetched(sent, order_id):
    stored = came_back(sent, Receipt("R-0001", None))

    look(TOKYO)

    assert (stored.state, stored.result_class, stored.receipt) == ("failed", "case_closed", "R-0001")
    assert steps.states(order_id) == [("failed", "case_closed")]


def test_what_was_not_taken_in_is_not_sent_after_the_closing(sent):
    assert came_back(sent, NotSent("503")).result_class == "case_closed"


def test_an_inquiry_whose_code_is_gone_stops_nothing(order_id, slip, logins, officer, network):
    network.settle(answer_after_ms=600_000)
    look(TOKYO)
    steps.past_the_walls(logins, "DELETE FROM inquiry_vault_sealed WHERE what = 'CODE'")
    steps.past_the_walls(logins, "UPDATE inquiry_vault_inquiry SET next_at = now() - interval '1 second'")
    network.settle(answer_after_ms=0)
    other = slip.order([KENICHI], kinds=[Kind.TAX])

    steps.identified_and_clicked(logins, officer, other)
    look(TOKYO)

    assert steps.states(order_id) == [("asked", "")]
    assert steps.states(other) == [("answered", "provided")]


def test_a_code_that_does_not_open_is_logged_by_its_type_and_the_closing_is_delivered(
    order_id, slip, logins, case_id, network, caplog
):
    network.settle(answer_after_ms=600_000)
    look(TOKYO)
    steps.past_the_walls(logins, "UPDATE inquiry_vault_sealed SET ciphertext = 'no ciphertext' WHERE what = 'CODE'")
    steps.change(order_id, next_at="2026-01-01T00:00:00Z")
    closed = uuid4()
    second = slip.order([KENICHI], kinds=[Kind.TAX], case_id=closed)
    look(TOKYO)
    slip.close(closed)

    with caplog.at_level(logging.ERROR):
        look(TOKYO)

    assert "CODE does not open: TinkError" in [record.getMessage() for record in caplog.records]
    assert slip.progress(second)[-1] == "CLOSED 0/0"


def test_a_gate_that_was_down_asks_nothing_about_a_case_that_has_ended(order_id, slip, case_id, network):
    slip.close(case_id)

    look(TOKYO)

    assert steps.states(order_id) == [("failed", "case_closed")]
    requests = network.get("/ledger").json()["requests"]
    assert [requests.get(str(inquiry.pk), 0) for inquiry in steps.inquiries(order_id)] == [0]


def test_an_officer_asks_nothing_of_a_closed_order(slip, logins, officer, case_id):
    order_id = slip.order([KENICHI], case_id=case_id)
    look(TOKYO)
    slip.close(case_id)
    look(TOKYO)

    with logins.pages(), transaction_for(officer), pytest.raises(OrderClosed):
        hold_open(order_id)


def test_the_database_takes_no_inquiry_of_a_closed_order(slip, logins, officer, case_id):
    order_id = slip.order([KENICHI], case_id=case_id)
    look(TOKYO)
    slip.close(case_id)
    look(TOKYO)

    with logins.pages(), transaction_for(officer):
        order, person = TakenOrder.objects.get(pk=order_id), Person.objects.get(order_id=order_id)
        facts = {"prefecture_id": TOKYO, "kind": "TAX", "provider": "131016", "asked_by": officer.staff_id}
        with pytest.raises(DatabaseError, match="the order is closed"), transaction.atomic():
            Inquiry.objects.create(order=order, person=person, **facts)


def test_while_an_officer_asks_a_closing_waits(slip, logins, officer):
    order_id = slip.order([KENICHI])
    look(TOKYO)

    with logins.pages(), transaction_for(officer):
        hold_open(order_id)
        with psycopg.connect(logins.administrator("vault")) as closing, pytest.raises(psycopg.errors.LockNotAvailable):
            closing.execute("SELECT 1 FROM inquiry_vault_takenorder WHERE id = %s FOR UPDATE NOWAIT", [order_id])


def test_a_closed_order_is_told_nothing_more(slip, logins, case_id):
    order_id = slip.order([KENICHI], case_id=case_id)
    look(TOKYO)
    slip.close(case_id)
    look(TOKYO)
    steps.past_the_walls(
        logins, "UPDATE councils_outboxrow SET settled_at = NULL, next_at = now() WHERE subject_id = %s", order_id
    )

    look(TOKYO)

    assert slip.progress(order_id) == ["TAKEN_UP 0/1", "IDENTIFIED 1/1", "CLOSED 0/0"]
    with transaction_for(system_of(TOKYO)):
        assert not Sealed.objects.filter(person__order_id=order_id).exists()
