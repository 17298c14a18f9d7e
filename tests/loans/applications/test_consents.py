"""同意: how and until when, for a minor by whom, a no as a record of its own, and taken back at any time."""

from datetime import date

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from councils.refusals import NotFound, NotPermitted, StepNotAllowed
from councils.trail.models import TrailRow
from inquiry.desk.models import Revocation, Subject
from loans.applications import actions, consents, rules
from loans.applications.missing import missing
from loans.applications.models import Consent, ConsentText, Refusal
from loans.applications.refusals import NotTheRepresentative, OralNotAllowed, RepresentativeMissing, SignatureMissing
from loans.review import actions as review
from tests import make

pytestmark = pytest.mark.zone("stages")

STROKES = [[0, 0, 10, 10, 20, 20, 30, 30], [40, 40, 50, 50, 60, 60, 70, 70]]
NO = {"reason": "own_papers", "note": "自分で出すとのこと"}


def drafted(by):
    application = make.draft(by)
    actions.save(application.id, make.request(application), make.household(), version=1, by=by)
    return application, rules.household(application)


def test_a_consent_says_how_by_whom_and_until_when(desk):
    with desk("aoba") as by, time_machine.travel(date(2026, 8, 31)):
        application, [applicant, *_] = drafted(by)
        consent = actions.give_consent(application.id, applicant.id, actions.Given("tablet", STROKES), by=by)

    consent.refresh_from_db()
    assert (consent.way, consent.signature, consent.taken_name) == ("tablet", STROKES, by.name)
    assert (consent.given_on, consent.valid_until) == (date(2026, 8, 31), date(2027, 2, 28))


def test_a_signature_on_the_tablet_is_there_or_it_is_none(desk):
    with desk("aoba") as by:
        application, [applicant, *_] = drafted(by)

        with pytest.raises(SignatureMissing):
            actions.give_consent(application.id, applicant.id, actions.Given("tablet"), by=by)


def test_a_spoken_consent_does_not_do_until_the_prefecture_says_so(desk):
    with desk("aoba") as by:
        application, [applicant, *_] = drafted(by)

        with pytest.raises(OralNotAllowed):
            actions.give_consent(application.id, applicant.id, actions.Given("oral"), by=by)


def test_for_a_minor_the_representative_agrees(desk):
    with desk("aoba") as by:
        application, [applicant, _, child] = drafted(by)
        given = actions.Given(representative_id=applicant.id)

        consent = actions.give_consent(application.id, child.id, given, by=by)

    assert (consent.representative_id, consent.representative_name) == (applicant.id, applicant.name)


def test_nobody_else_agrees_for_a_minor(desk):
    with desk("aoba") as by:
        application, [_, _, child] = drafted(by)

        with pytest.raises(RepresentativeMissing):
            actions.give_consent(application.id, child.id, by=by)
        with pytest.raises(NotTheRepresentative):
            actions.give_consent(application.id, child.id, actions.Given(representative_id=child.id), by=by)


def test_what_is_over_is_asked_for_again(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        [first, *_] = rules.household(application)
        with time_machine.travel(date(2099, 1, 1)):
            lacking = [each.sentence for each in missing(application)]
            actions.give_consent(application.id, first.id, by=by)

    assert any(first.name in each and "有効期限が過ぎた" in each for each in lacking)
    assert list(first.consents.order_by("created_at").values_list("withdrawal", flat=True)) == ["expired", ""]


def test_whoever_says_no_is_asked_for_papers_and_the_case_goes_on(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        wife = rules.household(application)[1]
        refusal = actions.refuse_consent(application.id, wife.id, NO, by=by)
        lacking = missing(application)
        for each in lacking:
            assert each.paper
            make.paper(application, each.paper, by=by)
        make.check_papers(by)
        rest = missing(application)

    assert (refusal.reason, refusal.note, refusal.taken_name) == ("own_papers", "自分で出すとのこと", by.name)
    assert {each.paper for each in lacking} == {"RESIDENT_RECORD"} | ({"INCOME"} & {each.paper for each in lacking})
    assert rest == []
    assert consents.declined(application) == {wife.id}
    assert TrailRow.objects.get(verb="refuse_consent").purpose == "own_papers"


def test_a_no_ends_a_yes_and_a_later_yes_ends_the_no(desk):
    with desk("aoba") as by:
        application = make.complete(by)
        wife = rules.household(application)[1]
        actions.refuse_consent(application.id, wife.id, NO, by=by)
        refused = wife.id in consents.in_force(application)
        actions.give_consent(application.id, wife.id, by=by)

    assert not refused
    assert wife.id in consents.in_force(application)
    assert Refusal.objects.get(member=wife).lifted_at is not None
    assert consents.declined(application) == set()


@pytest.mark.parametrize(("stranger", "refusal"), [("kozue", NotFound), ("sakura", NotPermitted)])
def test_nobody_else_records_a_no_of_our_clients(desk, stranger, refusal):
    with desk("aoba") as by:
        application, [applicant, *_] = drafted(by)

    with desk(stranger) as by, pytest.raises(refusal):
        actions.refuse_consent(application.id, applicant.id, NO, by=by)


def test_after_the_case_has_left_no_refusal_is_taken(desk):
    application = make.forwarded(desk)

    with desk("aoba") as by, pytest.raises(StepNotAllowed):
        actions.refuse_consent(application.id, rules.household(application)[1].id, NO, by=by)


def ordered(desk):
    application = make.received(desk)
    with desk("sakura") as by:
        review.order(application.id, is_nondisclosure=False, by=by)
    return application


def test_what_is_taken_back_after_the_order_is_told_to_the_gate(desk):
    application = ordered(desk)
    wife = rules.household(application)[1]

    with desk("aoba") as by:
        consent = consents.in_force(application)[wife.id]
        actions.withdraw_consent(application.id, wife.id, by=by)

    told = Revocation.objects.get()
    assert (told.case_id, told.member_id, told.consent_id) == (application.id, wife.id, consent.id)
    with desk("sakura"):
        [line] = consents.taken_back(application)
    assert line.name == wife.name


def test_before_any_order_there_is_nothing_to_tell_the_gate(desk):
    application = make.forwarded(desk)

    with desk("aoba") as by:
        actions.withdraw_consent(application.id, rules.household(application)[1].id, by=by)

    assert not Revocation.objects.exists()


def test_the_office_asks_nothing_about_whoever_took_it_back(desk):
    application = make.received(desk)
    wife = rules.household(application)[1]
    with desk("aoba") as by:
        actions.withdraw_consent(application.id, wife.id, by=by)

    with desk("sakura") as by:
        application.refresh_from_db()
        review.order(application.id, is_nondisclosure=False, by=by)

    subjects = {each.member_id: each for each in Subject.objects.filter(order__case_id=application.id)}
    assert (subjects[wife.id].kinds, subjects[wife.id].consent_id) == ([], None)
    assert all(each.kinds for member_id, each in subjects.items() if member_id != wife.id)
    reasons = subjects[wife.id].order.lines.filter(member_id=wife.id).values_list("left_out", flat=True)
    assert "DECLINED" in set(reasons)


@pytest.mark.parametrize(
    "changed", [{"consent_id": None}, {"withdrawn": True}, {"over": True}, {"another": True}, {"by": 1}, {"words": 1}]
)
def test_the_database_takes_no_order_about_a_person_without_consent(desk, changed):
    application = ordered(desk)
    subject = Subject.objects.filter(order__case_id=application.id).order_by("position").first()
    other = Subject.objects.filter(order__case_id=application.id).exclude(pk=subject.pk).first()
    consent = Consent.objects.get(pk=subject.consent_id)
    if changed.get("withdrawn"):
        Consent.objects.filter(pk=consent.pk).update(withdrawn_at=timezone.now(), withdrawal="taken_back")
    if changed.get("over"):
        Consent.objects.filter(pk=consent.pk).update(valid_until=date(2020, 1, 1))
    if changed.get("by"):
        Consent.objects.filter(pk=consent.pk).update(representative_id=other.member_id, representative_name="x")
    if changed.get("words"):
        Consent.objects.filter(pk=consent.pk).update(text=ConsentText.objects.get(code="GUARANTOR_CONSENT"))

    consent_id = {"consent_id": None, "another": other.consent_id}.get(next(iter(changed)), consent.pk)
    with desk("sakura") as by:
        again = written_again(subject, by, consent_id=consent_id)
        with pytest.raises(DatabaseError, match="no consent of this person"), transaction.atomic():
            again.save(force_insert=True)


def written_again(subject, by, **facts):
    """The same person on another order, past the action; not yet saved."""
    order = subject.order
    order.pk, order.repeat_reason = None, "CORRECTED"
    order.ordered_by, order.ordered_name = by.person_id, by.name
    order.save(force_insert=True)
    subject.pk, subject.order = None, order
    for name, fact in facts.items():
        setattr(subject, name, fact)
    return subject


def test_whom_nothing_is_asked_about_needs_no_consent(desk):
    application = ordered(desk)
    subject = Subject.objects.filter(order__case_id=application.id).order_by("position").first()

    with desk("sakura") as by:
        again = written_again(subject, by, consent_id=None, kinds=[])
        again.save(force_insert=True)

    assert Subject.objects.filter(order=again.order).count() == 1
