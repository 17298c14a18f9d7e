from datetime import timedelta

import pytest
from django.db.models.functions import Now

from councils.tenancy import system_of, transaction_for
from inquiry.officer.actions import links
from inquiry.vault.actions.identify import LOST_AFTER, _claim, _send
from inquiry.vault.actions.look import look
from inquiry.vault.actions.take_up import take_up
from inquiry.vault.models import Candidate, Person, Sealed
from tests.inquiry.vault import steps
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


def make_due(logins):
    """Bells and pauses of this module's rows are over."""
    steps.past_the_walls(logins, "UPDATE councils_outboxrow SET next_at = now() WHERE settled_at IS NULL")


def test_a_busy_network_is_asked_again_by_itself(slip, resident, logins):
    resident.settle(fail_next=["busy"])
    order_id = slip.order([KENICHI])
    look(TOKYO)
    make_due(logins)

    look(TOKYO)

    assert [person.link for person in persons(order_id)] == ["linked"]


def test_a_lookup_whose_outcome_is_unknown_is_not_repeated_by_itself(slip, resident, logins):
    resident.settle(fail_next=["cut"])
    order_id = slip.order([KENICHI])
    look(TOKYO)
    make_due(logins)

    look(TOKYO)

    assert [person.link for person in persons(order_id)] == ["unknown"]
    assert slip.progress(order_id)[-1] == "NEEDS_PERSON 0/1"


def test_an_officer_has_it_looked_up_again(slip, resident, logins, officer):
    resident.settle(fail_next=["cut"])
    order_id = slip.order([KENICHI])
    look(TOKYO)
    [person] = persons(order_id)

    with logins.pages(), transaction_for(officer):
        links.look_up_again(person.pk, by=officer)
    look(TOKYO)

    assert [person.link for person in persons(order_id)] == ["linked"]
    assert slip.progress(order_id)[-1] == "IDENTIFIED 1/1"


def test_a_worker_that_died_after_sending_leaves_the_person_to_an_officer(slip, logins):
    order_id = slip.order([KENICHI])
    take_up(TOKYO)
    _send(TOKYO, _claim(TOKYO), set(), 10)  # and dies here
    make_due(logins)
    look(TOKYO)
    asked = [person.link for person in persons(order_id)]
    with transaction_for(system_of(TOKYO)):
        late = Now() - LOST_AFTER - timedelta(seconds=1)
        Person.objects.filter(order_id=order_id).update(looked_up_at=late)
    make_due(logins)

    look(TOKYO)

    assert asked == ["asked"]
    assert [person.link for person in persons(order_id)] == ["unknown"]
