"""支援措置: no inquiry of a protected order leaves without 不開示コード, whenever the flag comes."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from councils.tenancy import system_of, transaction_for
from inquiry.codes import Kind
from inquiry.officer.actions import protected
from inquiry.officer.refusals import StopUnread
from inquiry.vault.actions.look import look
from inquiry.vault.actions.protect import protect
from inquiry.vault.models import Inquiry, Mishap, Person, StopSeen, TakenOrder
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.slips import KENICHI

pytestmark = pytest.mark.zone("gate")


@pytest.fixture
def case_id():
    return uuid4()


def ordered(slip, case_id, **facts):
    order_id = slip.order([KENICHI], kinds=[Kind.TAX], case_id=case_id, **facts)
    look(TOKYO)
    return order_id


def codes(order_id) -> list[bool]:
    return [inquiry.is_nondisclosure for inquiry in steps.inquiries(order_id)]


def exposed(order_id) -> int:
    with transaction_for(system_of(TOKYO)):
        return Mishap.objects.filter(order_id=order_id, what="EXPOSED").count()


def test_before_the_first_inquiry_the_officer_reads_the_stop(slip, case_id, logins, officer, network):
    order_id = ordered(slip, case_id, is_nondisclosure=True)

    with pytest.raises(StopUnread):
        steps.click(logins, officer, order_id)
    with logins.pages(), transaction_for(officer):
        protected.confirm_stop(order_id, by=officer)
        protected.confirm_stop(order_id, by=officer)
    steps.click(logins, officer, order_id)
    look(TOKYO)

    [inquiry] = steps.inquiries(order_id)
    assert (inquiry.is_nondisclosure, inquiry.state) == (True, "answered")
    assert str(inquiry.pk) in network.get("/ledger").json()["nondisclosure"]
    assert exposed(order_id) == 0


def test_a_stop_that_is_confirmed_twice_at_once_is_confirmed_once(slip, case_id, logins, officer, monkeypatch):
    order_id = ordered(slip, case_id, is_nondisclosure=True)
    monkeypatch.setattr(protected, "has_seen", lambda *_, **__: False)  # as it looks before the other has committed

    with logins.pages(), transaction_for(officer):
        protected.confirm_stop(order_id, by=officer)
        protected.confirm_stop(order_id, by=officer)
        assert StopSeen.objects.filter(order_id=order_id).count() == 1


def test_the_database_takes_no_inquiry_of_an_officer_who_has_not(slip, case_id, logins, officer, colleague):
    order_id = ordered(slip, case_id, is_nondisclosure=True)
    with logins.pages(), transaction_for(colleague):
        protected.confirm_stop(order_id, by=colleague)

    with logins.pages(), transaction_for(officer):
        person = Person.objects.select_related("order").get(order_id=order_id)
        facts = {"prefecture_id": TOKYO, "kind": "TAX", "provider": "131016", "asked_by": officer.staff_id}
        with pytest.raises(DatabaseError, match="the stop was not read"), transaction.atomic():
            Inquiry.objects.create(order=person.order, person=person, **facts)


def test_a_flag_that_comes_later_reaches_what_was_not_sent(slip, case_id, logins, officer, network):
    order_id = ordered(slip, case_id)
    steps.click(logins, officer, order_id)
    slip.protect(case_id)

    protect(TOKYO)
    before = codes(order_id)
    look(TOKYO)

    [inquiry] = steps.inquiries(order_id)
    assert (before, inquiry.state) == ([True], "answered")
    assert str(inquiry.pk) in network.get("/ledger").json()["nondisclosure"]
    assert exposed(order_id) == 0


def test_what_was_sent_before_the_flag_is_listed_for_a_person_once(slip, case_id, logins, officer):
    order_id = ordered(slip, case_id)
    steps.click(logins, officer, order_id)
    look(TOKYO)
    slip.protect(case_id)

    look(TOKYO)
    look(TOKYO)

    assert (codes(order_id), exposed(order_id)) == ([False], 1)


def test_a_protected_order_protects_the_earlier_ones_of_its_case_and_a_lifting_stays_one(slip, case_id):
    first = ordered(slip, case_id)
    second = ordered(slip, case_id, is_nondisclosure=True)
    third = ordered(slip, case_id)

    look(TOKYO)

    with transaction_for(system_of(TOKYO)):
        rows = dict(TakenOrder.objects.filter(case_id=case_id).values_list("pk", "is_nondisclosure"))
    assert rows == {first: True, second: True, third: False}


def test_the_worker_itself_cannot_send_a_protected_order_without_the_code(slip, case_id, logins, officer):
    order_id = ordered(slip, case_id)
    steps.click(logins, officer, order_id)
    with transaction_for(system_of(TOKYO)):
        TakenOrder.objects.filter(pk=order_id).update(is_nondisclosure=True)

    for state in ("sent", "asked"):
        with (
            transaction_for(system_of(TOKYO)),
            pytest.raises(DatabaseError, match="nondisclosure"),
            transaction.atomic(),
        ):
            Inquiry.objects.filter(order_id=order_id).update(state=state)

    assert steps.states(order_id) == [("waiting", "")]


def test_what_was_sent_without_the_code_does_not_say_later_that_it_had_one(slip, case_id, logins, officer):
    order_id = ordered(slip, case_id)
    steps.click(logins, officer, order_id)
    look(TOKYO)

    with transaction_for(system_of(TOKYO)), pytest.raises(DatabaseError, match="was sent"), transaction.atomic():
        Inquiry.objects.filter(order_id=order_id).update(is_nondisclosure=True)
