import pytest

from councils.tenancy import system_of, transaction_for
from inquiry.vault.actions.look import look
from inquiry.vault.models import Candidate, Person, Sealed
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.slips import AOI, KENICHI, MISAKI

pytestmark = pytest.mark.zone("gate")


def persons(order_id):
    with transaction_for(system_of(TOKYO)):
        return list(Person.objects.filter(order_id=order_id).order_by("position"))


def sealed_of(person):
    with transaction_for(system_of(TOKYO)):
        return sorted(Sealed.objects.filter(person=person).values_list("what", flat=True))


def test_four_items_that_all_agree_link_without_a_person(slip):
    order_id = slip.order([KENICHI, MISAKI, AOI])

    look(TOKYO)

    assert [person.link for person in persons(order_id)] == ["linked"] * 3
    assert sealed_of(persons(order_id)[0]) == ["NUMBER"]
    assert slip.progress(order_id) == ["TAKEN_UP 0/3", "IDENTIFIED 3/3"]


def test_another_house_number_waits_for_a_person_with_the_candidate_sealed(slip):
    order_id = slip.order([KENICHI | {"address": "東京都千代田区見本町1-2-3"}])

    look(TOKYO)

    person = persons(order_id)[0]
    assert (person.link, "住所の番地が違います" in person.link_sentence) == ("needs_person", True)
    assert sealed_of(person) == ["CANDIDATE", "CANDIDATE_NUMBER"]
    assert slip.progress(order_id)[-1] == "NEEDS_PERSON 0/1"


@pytest.mark.parametrize("born", ["1986-05-00", "0000-00-00"])
def test_a_birth_date_that_is_not_fully_known_goes_to_a_person(slip, born):
    order_id = slip.order([KENICHI | {"born": born}])

    look(TOKYO)

    assert [person.link for person in persons(order_id)] == ["needs_person"]


def test_the_items_of_another_member_of_the_household_are_never_a_match(slip):
    """The known cause of wrong links: a family member's number on the form."""
    order_id = slip.order([KENICHI, KENICHI | {"relation": "child"}])

    look(TOKYO)

    assert [person.link for person in persons(order_id)] == ["needs_person"] * 2


def test_a_network_that_does_not_answer_leaves_the_person_waiting(slip, resident):
    resident.settle(fail_next=["busy"])
    order_id = slip.order([KENICHI])

    look(TOKYO)

    with transaction_for(system_of(TOKYO)):
        assert not Candidate.objects.filter(person__order_id=order_id).exists()
    assert [person.link for person in persons(order_id)] == ["waiting"]
