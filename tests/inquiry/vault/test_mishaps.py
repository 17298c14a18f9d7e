"""誤照会: from the moment of the proposal nobody sees the answer, by the database; two hands destroy it."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from councils.tenancy import system_of, transaction_for
from inquiry.codes import Kind, Purpose
from inquiry.officer.actions import looks, mishaps
from inquiry.officer.mishap_steps import due_on, steps_left
from inquiry.officer.refusals import KnownLater, MishapDecided, OwnMishap, Quarantined, StepsLeft
from inquiry.vault.actions.look import look
from inquiry.vault.actions.remedy import remedy
from inquiry.vault.disclosure import LookEnded, disclose, open_intent
from inquiry.vault.models import Inquiry, Intent, Mishap, MishapStep, Person, Sealed
from inquiry.vault.terms_in_force import Terms
from inquiry.vault.tombstones import Grave, buried
from tests.inquiry.vault import steps
from tests.inquiry.vault.conftest import TOKYO
from tests.inquiry.vault.slips import KENICHI, MISAKI

pytestmark = pytest.mark.zone("gate")


@pytest.fixture
def order_id(slip, logins, officer):
    """Two persons, both answered."""
    order_id = slip.order([KENICHI, MISAKI], kinds=[Kind.TAX])
    steps.identified_and_clicked(logins, officer, order_id)
    look(TOKYO)
    return order_id


def person_of(order_id, position=0) -> Person:
    with transaction_for(system_of(TOKYO)):
        return Person.objects.select_related("order").get(order_id=order_id, position=position)


def proposed(logins, officer, person) -> Mishap:
    with logins.pages(), transaction_for(officer):
        return mishaps.propose(person.pk, Mishap.Cause.WRONG_LINK, date(2026, 11, 2), by=officer)


def confirmed(logins, colleague, mishap) -> Mishap:
    with logins.pages(), transaction_for(colleague):
        return mishaps.confirm(mishap.pk, by=colleague)


def sealed(person) -> int:
    with transaction_for(system_of(TOKYO)):
        return Sealed.objects.filter(person=person).count()


def test_from_the_proposal_on_nobody_opens_a_look(order_id, logins, officer, colleague):
    person = person_of(order_id)

    proposed(logins, officer, person)

    for who in (officer, colleague):
        with logins.pages(), transaction_for(who), pytest.raises(Quarantined):
            looks.open_answers(person.pk, by=who)
        with logins.pages(), transaction_for(who), pytest.raises(DatabaseError, match="quarantined"):
            open_intent(person, ["TAX"], Purpose.REVIEW)


def test_a_look_that_was_opened_before_ends_with_the_proposal(order_id, logins, officer):
    person = person_of(order_id)
    with logins.pages(), transaction_for(officer):
        intent_id = looks.open_answers(person.pk, by=officer)

    proposed(logins, officer, person)

    with logins.pages(), transaction_for(officer), pytest.raises(LookEnded):
        disclose(Intent.objects.get(pk=intent_id))


def test_the_others_of_the_order_are_seen_as_before(order_id, logins, officer):
    proposed(logins, officer, person_of(order_id))

    with logins.pages(), transaction_for(officer):
        assert looks.open_answers(Person.objects.get(order_id=order_id, position=1).pk, by=officer)


def test_whoever_proposed_does_not_confirm(order_id, logins, officer):
    mishap = proposed(logins, officer, person_of(order_id))

    with logins.pages(), transaction_for(officer), pytest.raises(OwnMishap):
        mishaps.confirm(mishap.pk, by=officer)
    with logins.pages(), transaction_for(officer), pytest.raises(DatabaseError, match="mishap_destroyed_by_two"):
        Mishap.objects.filter(pk=mishap.pk).update(confirmed_by=officer.staff_id)


def test_nobody_confirms_in_the_name_of_another(order_id, logins, officer, colleague):
    mishap = proposed(logins, officer, person_of(order_id))

    with logins.pages(), transaction_for(officer), pytest.raises(DatabaseError, match="in no other name"):
        Mishap.objects.filter(pk=mishap.pk).update(confirmed_by=colleague.staff_id)


def test_what_two_confirmed_is_destroyed_and_is_on_the_list(order_id, logins, officer, colleague):
    person, other = person_of(order_id), person_of(order_id, 1)
    mishap = proposed(logins, officer, person)
    before = sealed(person), sealed(other)

    look(TOKYO)
    waiting = sealed(person)
    confirmed(logins, colleague, mishap)
    look(TOKYO)

    assert (before[0] > 0, waiting, sealed(person), sealed(other)) == (True, before[0], 0, before[1])
    assert (Grave.PERSON, person.pk) in [(each.grave, each.id) for each in buried(TOKYO)]
    with transaction_for(system_of(TOKYO)):
        assert Mishap.objects.get(pk=mishap.pk).destroyed_at is not None


def test_nothing_is_destroyed_while_the_list_cannot_be_written(order_id, logins, officer, colleague, settings):
    person = person_of(order_id)
    confirmed(logins, colleague, proposed(logins, officer, person))
    settings.TOMBSTONES_DIR = ""

    remedy(TOKYO)

    assert sealed(person) > 0


def test_the_office_is_told_not_to_use_it_and_nothing_more(order_id, logins, officer, slip):
    proposed(logins, officer, person_of(order_id))
    look(TOKYO)
    look(TOKYO)

    assert slip.withdrawals(order_id) == [(1, "REDO")]


def test_what_was_no_mistake_stands_again(order_id, logins, officer, colleague, slip):
    person = person_of(order_id)
    mishap = proposed(logins, officer, person)
    look(TOKYO)

    with logins.pages(), transaction_for(colleague):
        mishaps.lift(mishap.pk, by=colleague)
    look(TOKYO)

    assert slip.withdrawals(order_id) == [(1, "REDO"), (2, "STANDS")]
    with logins.pages(), transaction_for(officer):
        assert looks.open_answers(person.pk, by=officer)


def test_who_is_quarantined_is_asked_about_no_further(slip, logins, officer):
    order_id = slip.order([KENICHI], kinds=[Kind.TAX])
    steps.identified_and_clicked(logins, officer, order_id)
    proposed(logins, officer, person_of(order_id))

    with transaction_for(system_of(TOKYO)), pytest.raises(DatabaseError, match="quarantined"), transaction.atomic():
        Inquiry.objects.filter(order_id=order_id).update(state="sent")
    look(TOKYO)

    assert steps.states(order_id) == [("failed", "quarantined")]


def test_nothing_more_is_sealed_of_who_is_quarantined(order_id, logins, officer):
    person = person_of(order_id)
    proposed(logins, officer, person)

    with transaction_for(system_of(TOKYO)), pytest.raises(DatabaseError, match="quarantined"), transaction.atomic():
        Sealed.objects.create(
            prefecture_id=TOKYO, case_id=person.case_id, person=person, what="PENSION", ciphertext=b"x"
        )


def test_of_two_proposals_at_once_the_second_is_refused_in_words(order_id, logins, officer, monkeypatch):
    person = person_of(order_id)
    proposed(logins, officer, person)
    monkeypatch.setattr(mishaps, "quarantine_of", lambda _: None)  # as it looks before the other has committed

    with pytest.raises(MishapDecided):
        proposed(logins, officer, person)


def test_a_second_proposal_about_the_same_person_is_refused(order_id, logins, officer, colleague):
    person = person_of(order_id)
    proposed(logins, officer, person)

    with logins.pages(), transaction_for(colleague), pytest.raises(MishapDecided):
        mishaps.propose(person.pk, Mishap.Cause.WRONG_ORDER, date(2026, 11, 2), by=colleague)


def test_the_database_takes_no_day_that_is_still_to_come(order_id, logins, officer):
    person = person_of(order_id)
    facts = {"what": "WRONG_PERSON", "cause": "WRONG_LINK", "proposed_by": officer.staff_id}

    with logins.pages(), transaction_for(officer), pytest.raises(DatabaseError, match="mishap_known_by_its_day"):
        Mishap.objects.create(
            prefecture_id=TOKYO,
            order=person.order,
            person=person,
            known_on=timezone.localdate() + timedelta(days=1),
            **facts,
        )


def test_it_was_not_known_tomorrow(order_id, logins, officer):
    person = person_of(order_id)

    with logins.pages(), transaction_for(officer), pytest.raises(KnownLater):
        mishaps.propose(person.pk, Mishap.Cause.WRONG_LINK, date(2126, 1, 1), by=officer)


@pytest.mark.parametrize(
    ("leak", "step", "due"),
    [
        ("", MishapStep.Step.PROMPT, date(2026, 11, 5)),
        ("YES", MishapStep.Step.FULL, date(2026, 12, 2)),
        ("MALICE", MishapStep.Step.FULL, date(2027, 1, 1)),
        ("YES", MishapStep.Step.NOTICE, None),
    ],
)
def test_the_clock_runs_from_the_day_on_which_it_was_known(order_id, logins, officer, leak, step, due):
    mishap = proposed(logins, officer, person_of(order_id))
    mishap.leak = leak

    with logins.pages(), transaction_for(officer):
        found = due_on(mishap, step, Terms())

    assert (found and found[0]) == due


def test_it_ends_once_all_is_done_and_not_before(order_id, logins, officer, colleague):
    mishap = proposed(logins, officer, person_of(order_id))
    confirmed(logins, colleague, mishap)
    look(TOKYO)

    with logins.pages(), transaction_for(officer):
        mishaps.judge(mishap.pk, Mishap.Leak.NO, by=officer)
        with pytest.raises(StepsLeft):
            mishaps.end(mishap.pk, by=officer)
        for step in steps_left(Mishap.objects.get(pk=mishap.pk)):
            mishaps.record(mishap.pk, step, date(2026, 11, 3), by=officer)
        ended = mishaps.end(mishap.pk, by=officer)

    assert ended.ended_by == officer.staff_id


def test_an_officer_of_another_prefecture_finds_no_mishap(order_id, logins, officer, stranger):
    mishap = proposed(logins, officer, person_of(order_id))

    with logins.pages(), transaction_for(stranger):
        assert not Mishap.objects.filter(pk=mishap.pk).exists()
