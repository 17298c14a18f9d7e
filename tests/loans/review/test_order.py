import pytest

from councils.refusals import NotFound, NotPermitted, StepNotAllowed
from inquiry import gateway
from inquiry.desk.models import Order, Subject
from loans.applications.models import Application, Consent
from loans.review import actions
from loans.review.actions.order import ConsentMissing
from loans.states import State
from tests import make

pytestmark = pytest.mark.zone("stages")


def ordered(desk, **facts):
    application = make.received(desk)
    with desk("sakura") as by:
        actions.order(application.id, **{"is_nondisclosure": False, **facts}, by=by)
    return application


def test_an_order_puts_the_whole_household_on_the_slip(desk):
    application = ordered(desk)

    order = Order.objects.get(case_id=application.id)
    subjects = list(Subject.objects.filter(order=order).order_by("position"))
    assert (order.reference, order.purpose) == (application.prefectural_number, gateway.Purpose.REVIEW)
    assert [each.name for each in subjects] == ["𠮷田　健一", "𠮷田　美咲", "𠮷田　葵"]
    assert all(set(each.kinds) == set(gateway.Kind) for each in subjects)
    assert Application.objects.get(pk=application.pk).state == State.INQUIRY


def test_each_adult_is_asked_about_on_that_persons_own_consent(desk):
    application = ordered(desk)

    own = {each.member_id: each.id for each in Consent.objects.filter(application=application)}
    for subject in Subject.objects.filter(order__case_id=application.id):
        assert subject.consent_id == own.get(subject.member_id)
    assert len(own) == 2


def test_a_protected_household_goes_with_the_mark(desk):
    application = ordered(desk, is_nondisclosure=True)

    assert Order.objects.get(case_id=application.id).is_nondisclosure


def test_without_a_consent_nothing_is_ordered_and_the_person_is_named(desk):
    application = make.received(desk)
    Consent.objects.filter(application=application, member__relation="wife").update(
        withdrawn_at="2026-11-01T00:00+09:00"
    )

    with desk("sakura") as by, pytest.raises(ConsentMissing) as refusal:
        actions.order(application.id, is_nondisclosure=False, by=by)

    assert "𠮷田　美咲 様" in refusal.value.sentence
    assert not Order.objects.exists()
    assert Application.objects.get(pk=application.pk).state == State.RECEIVED


def test_a_second_press_orders_nothing_more(desk):
    application = ordered(desk)

    with desk("sakura") as by, pytest.raises(StepNotAllowed):
        actions.order(application.id, is_nondisclosure=False, by=by)

    assert Order.objects.count() == 1


@pytest.mark.parametrize("made", [make.forwarded, make.in_review, make.decided, make.returned])
def test_an_inquiry_is_ordered_on_a_received_case_only(desk, made):
    application = made(desk)

    with desk("sakura") as by, pytest.raises(StepNotAllowed):
        actions.order(application.id, is_nondisclosure=False, by=by)


@pytest.mark.parametrize(("who", "refusal"), [("ajisai", NotFound), ("momiji", NotPermitted), ("aoba", NotPermitted)])
def test_nobody_else_orders_about_our_clients(desk, who, refusal):
    application = make.received(desk)

    with desk(who) as by, pytest.raises(refusal):
        actions.order(application.id, is_nondisclosure=False, by=by)

    assert not Order.objects.exists()
