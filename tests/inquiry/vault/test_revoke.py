"""同意の取消し: nothing more is asked about that person, whoever asks; what was asked stays, and the case goes on."""

from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, transaction

from councils.tenancy import system_of, transaction_for
from inquiry.codes import Kind
from inquiry.officer.refusals import AllAsked
from inquiry.vault.actions.look import look
from inquiry.vault.actions.revoke import revoke
from inquiry.vault.heard import Notice, since
from inquiry.vault.models import Inquiry, Person
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.slips import KENICHI, MISAKI

pytestmark = pytest.mark.zone("gate")

TELL = (
    "INSERT INTO inquiry_desk_revocation (id, prefecture_id, case_id, member_id, consent_id)"
    " VALUES (gen_random_uuid(), %s, %s, %s, %s)"
)


@pytest.fixture
def case_id():
    return uuid4()


@pytest.fixture
def told(logins, case_id):
    """What the counter's trigger writes: about this person of the case."""

    def tell(person):
        with psycopg.connect(logins.administrator("cases")) as cases:
            cases.execute(TELL, [TOKYO, case_id, person.member_id, uuid4()])

    return tell


def ordered(slip, case_id):
    order_id = slip.order([KENICHI, MISAKI], kinds=[Kind.TAX], case_id=case_id)
    look(TOKYO)
    return order_id


def person(order_id, position=0) -> Person:
    with transaction_for(system_of(TOKYO)):
        return Person.objects.get(order_id=order_id, position=position)


def test_whom_it_reaches_before_anything_was_asked_is_asked_about_no_more(slip, case_id, told, logins, officer):
    order_id = ordered(slip, case_id)
    told(person(order_id, 1))
    revoke(TOKYO)

    asked = steps.click(logins, officer, order_id)
    look(TOKYO)

    assert person(order_id, 1).revoked_at is not None
    assert (asked.person_count, asked.inquiry_count) == (1, 1)
    assert {each.person_id for each in steps.inquiries(order_id)} == {person(order_id, 0).pk}
    assert slip.progress(order_id)[-1].startswith("DONE")


def test_what_waits_is_stopped_and_what_was_answered_stays(slip, case_id, told, logins, officer):
    order_id = ordered(slip, case_id)
    steps.click(logins, officer, order_id)
    told(person(order_id, 1))

    revoke(TOKYO)
    look(TOKYO)

    by_person = {each.person_id: (each.state, each.result_class) for each in steps.inquiries(order_id)}
    assert by_person[person(order_id, 1).pk] == ("failed", "consent_revoked")
    assert by_person[person(order_id, 0).pk][0] == "answered"
    assert slip.progress(order_id)[-1] == "DONE 2/2"


def test_what_was_answered_before_it_stays(slip, case_id, told, logins, officer):
    order_id = ordered(slip, case_id)
    steps.click(logins, officer, order_id)
    look(TOKYO)
    told(person(order_id, 1))

    look(TOKYO)

    assert {each.state for each in steps.inquiries(order_id)} == {"answered"}
    assert person(order_id, 1).revoked_at is not None


def test_the_officer_is_told_that_there_is_nobody_left_to_ask_about(slip, case_id, told, logins, officer):
    order_id = ordered(slip, case_id)
    told(person(order_id, 0))
    told(person(order_id, 1))
    revoke(TOKYO)

    with pytest.raises(AllAsked):
        steps.click(logins, officer, order_id)


def test_the_database_takes_no_inquiry_and_sends_none(slip, case_id, told, logins, officer):
    order_id = ordered(slip, case_id)
    steps.click(logins, officer, order_id)
    steps.past_the_walls(
        logins, "UPDATE inquiry_vault_person SET revoked_at = now() WHERE id = %s", person(order_id, 1).pk
    )

    with transaction_for(system_of(TOKYO)):
        waiting = Inquiry.objects.filter(person_id=person(order_id, 1).pk, state="waiting")
        with pytest.raises(DatabaseError, match="the consent was taken back"), transaction.atomic():
            waiting.update(state="sent")
        with pytest.raises(DatabaseError, match="what was taken back stays so"), transaction.atomic():
            Person.objects.filter(pk=person(order_id, 1).pk).update(revoked_at=None)
    with logins.pages(), transaction_for(officer):
        who = Person.objects.select_related("order").get(order_id=order_id, position=1)
        facts = {"prefecture_id": TOKYO, "kind": "TAX", "provider": "131024", "asked_by": officer.staff_id}
        with pytest.raises(DatabaseError, match="the consent was taken back"), transaction.atomic():
            Inquiry.objects.create(order=who.order, person=who, **facts)


def test_an_order_that_comes_later_rests_on_another_consent(slip, case_id, told):
    order_id = ordered(slip, case_id)
    told(person(order_id, 0))
    revoke(TOKYO)

    again = ordered(slip, case_id)
    revoke(TOKYO)

    assert person(order_id, 0).revoked_at is not None
    assert person(again, 0).revoked_at is None


def test_a_second_look_finds_nothing_to_do(slip, case_id, told):
    order_id = ordered(slip, case_id)
    told(person(order_id, 0))

    first, second = revoke(TOKYO), revoke(TOKYO)

    assert (first, second) == (1, 0)
    with transaction_for(system_of(TOKYO)):
        assert since(TOKYO, Notice.REVOCATIONS) is not None
