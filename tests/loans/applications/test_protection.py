"""支援措置: one fact of a talk and of what came of it, set by everybody at the counter and lifted by few."""

from dataclasses import replace

import pytest
from django.utils import timezone

from councils.refusals import NotPermitted, StepNotAllowed
from councils.trail.models import TrailRow
from inquiry.desk.models import Protection
from loans.applications import actions, rules
from loans.applications.models import Application
from loans.applications.printed.request import application_form
from loans.applications.printed.source import source_of
from loans.consultations import actions as consultations
from loans.consultations.models import Consultation
from loans.decision.models import Decision
from loans.decision.print import decision_notice
from loans.documents.bundle import bundle
from loans.protection import NOT_PRINTED, Lifting, NotProtected, ProtectedAlready
from loans.review import actions as review
from loans.terms.in_force import facts_of, row_in_force
from tests import make
from tests.loans.documents.test_bundle import words_of

pytestmark = pytest.mark.zone("stages")
HOME = {"client_postcode": "100-0000", "client_address": make.ADDRESS}


def is_protected(row):
    return type(row).objects.get(pk=row.pk).is_nondisclosure


def protected_talk(by, **facts):
    return consultations.protect_talk(make.consultation(by, **HOME | facts).id, by=by)


def test_what_is_told_in_the_talk_stands_in_the_application(desk):
    with desk("aoba") as by:
        application = actions.start(protected_talk(by).id, "KINKYU", by=by)
        assert is_protected(application)
        assert application.history.get().is_nondisclosure

    assert TrailRow.objects.filter(case_id=application.consultation_id, verb="protect_case").count() == 1


def test_what_is_told_of_one_is_told_of_the_other(desk):
    with desk("aoba") as by:
        application = make.draft(by)
        other = make.draft(by)
        talk = Consultation.objects.get(pk=application.consultation_id)
        actions.protect_at_counter(application.id, by=by)
        assert is_protected(talk)
        consultations.protect_talk(other.consultation_id, by=by)
        assert is_protected(other)
        with pytest.raises(ProtectedAlready):
            actions.protect_at_counter(other.id, by=by)
        with pytest.raises(ProtectedAlready):
            consultations.protect_talk(talk.pk, by=by)

    spread = TrailRow.objects.filter(verb="protect_case", case_id__in=[talk.pk, other.pk])
    assert spread.count() == 2


def test_what_a_client_said_last_time_is_carried_with_its_protection(desk):
    with desk("aoba") as by:
        earlier, talk = protected_talk(by), make.consultation(by)
        consultations.carry(talk.id, earlier.id, by=by)
        assert is_protected(talk)

    assert TrailRow.objects.filter(verb="protect_case", case_id=talk.id).count() == 1


def test_the_chief_lifts_it_for_a_reason_and_a_counsellor_does_not(desk):
    with desk("aoba") as by:
        application = actions.start(protected_talk(by).id, "KINKYU", by=by)
        for lift in (
            lambda: actions.lift_at_counter(application.id, Lifting.ENDED, by=by),
            lambda: consultations.lift_talk(application.consultation_id, Lifting.ENDED, by=by),
        ):
            with pytest.raises(NotPermitted):
                lift()
    with desk("wakaba") as by:
        actions.lift_at_counter(application.id, Lifting.ENDED, by=by)
        assert not is_protected(application)
        assert not is_protected(application.consultation)
        with pytest.raises(NotProtected):
            consultations.lift_talk(application.consultation_id, Lifting.ENDED, by=by)

    assert TrailRow.objects.get(verb="lift_nondisclosure", case_id=application.id).purpose == "ENDED"
    assert TrailRow.objects.filter(verb="lift_nondisclosure", case_id=application.consultation_id).exists()


def test_a_talk_without_an_application_is_lifted_by_itself(desk):
    with desk("wakaba") as by:
        talk = protected_talk(by)
        consultations.lift_talk(talk.id, Lifting.ENTERED_WRONGLY, by=by)
        assert not is_protected(talk)


def test_a_case_that_lies_with_the_office_is_protected_at_the_counter_and_lifted_by_the_office_alone(desk):
    application = make.received(desk)
    with desk("sakura") as by:
        review.order(application.id, is_nondisclosure=False, by=by)
    with desk("aoba") as by:
        actions.protect_at_counter(application.id, by=by)
    assert Protection.objects.filter(case_id=application.id).count() == 1

    with desk("wakaba") as by:
        with pytest.raises(StepNotAllowed):
            actions.lift_at_counter(application.id, Lifting.ENDED, by=by)
        with pytest.raises(StepNotAllowed):
            consultations.lift_talk(application.consultation_id, Lifting.ENDED, by=by)
    with desk("sakura") as by:
        assert is_protected(application)
        actions.lift_in_office(application.id, Lifting.ENDED, by=by)
        assert not is_protected(application)


def test_before_any_order_the_gate_is_told_nothing(desk):
    application = make.forwarded(desk)
    with desk("aoba") as by:
        actions.protect_at_counter(application.id, by=by)

    assert is_protected(application)
    assert not Protection.objects.exists()


@pytest.mark.parametrize("is_hidden", [True, False])
def test_no_address_stands_in_the_form_not_even_that_of_a_property_or_a_guarantor(desk, is_hidden):
    with desk("aoba") as by:
        application = make.complete(by)
        actions.add_party(application.id, make.party_facts(address="架空県見本市本町9番"), by=by)
        if is_hidden:
            application = actions.protect_at_counter(application.id, by=by)
        application.property_address = "架空県見本市本町1番"
        terms = facts_of(row_in_force("RE_GENERAL", prefecture_id=by.prefecture_id, on=timezone.localdate()))
        words = str(application_form(replace(source_of(application), terms=terms)))

    for address in ("架空県見本市本町9番", "架空県見本市本町1番", make.ADDRESS):
        assert (address in words) is not is_hidden
    assert (words.count(NOT_PRINTED) == 3) is is_hidden


@pytest.mark.parametrize("is_hidden", [True, False])
def test_no_address_stands_in_the_letter(desk, is_hidden):
    application = make.decided(desk)
    with desk("aoba") as by:
        if is_hidden:
            actions.protect_at_counter(application.id, by=by)
        application.refresh_from_db()
        addresses = {each.address for each in rules.household(application)}
    with desk("sakura"):
        letter = words_of(decision_notice(Decision.objects.get(application=application)))

    assert addresses == {make.ADDRESS}
    assert (make.ADDRESS in letter) is not is_hidden


def test_no_address_stands_in_what_is_bound(desk):
    with desk("aoba") as by:
        talk = make.consultation(by, **HOME)
        application = actions.start(talk.id, "KINKYU", by=by)
        actions.save(application.id, make.request(application), make.household(), version=application.version, by=by)
        application.refresh_from_db()
        assert make.ADDRESS in words_of(bundle(application))
        consultations.protect_talk(talk.id, by=by)
        hidden = words_of(bundle(Application.objects.get(pk=application.pk)))

    assert make.ADDRESS not in hidden
    assert hidden.count(NOT_PRINTED) == 2
