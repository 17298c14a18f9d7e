from datetime import date
from uuid import uuid4

import pytest
import time_machine

from councils.refusals import NotFound, NotPermitted, StepNotAllowed
from loans.applications import actions
from loans.applications.models import Application
from loans.consultations import actions as consultations
from loans.consultations.models import Consultation
from loans.states import ConsultationState, State
from loans.terms.refusals import UnknownFund
from tests import make

pytestmark = pytest.mark.zone("stages")


def test_an_application_is_born_from_the_talk(desk):
    with desk("aoba") as by:
        consultation = make.consultation(by)
        application = actions.start(consultation.id, "KINKYU", by=by)

    stored = Application.objects.get(pk=application.pk)
    assert (stored.state, stored.applicant_name) == (State.DRAFT, "𠮷田　健一")
    assert (stored.applicant_phone, stored.counsellor_name) == ("090-0000-1234", by.name)
    assert Consultation.objects.get(pk=consultation.pk).state == ConsultationState.APPLYING


def test_one_talk_makes_one_application(desk):
    with desk("aoba") as by:
        consultation = make.consultation(by)
        actions.start(consultation.id, "KINKYU", by=by)

        with pytest.raises(StepNotAllowed):
            actions.start(consultation.id, "KINKYU", by=by)

    assert Application.objects.count() == 1


def test_a_closed_talk_makes_none(desk):
    with desk("aoba") as by:
        consultation = make.consultation(by)
        consultations.advise(consultation.id, by=by)

        with pytest.raises(StepNotAllowed):
            actions.start(consultation.id, "KINKYU", by=by)


def test_a_fund_without_terms_is_refused_and_no_number_is_given(desk):
    with desk("aoba") as by:
        consultation = make.consultation(by)

        with pytest.raises(UnknownFund):
            actions.start(consultation.id, "NO_SUCH_FUND", by=by)

    assert not Application.objects.exists()


def test_a_day_before_all_terms_has_no_fund(desk):
    with desk("aoba") as by:
        consultation = make.consultation(by)

        with time_machine.travel(date(1990, 4, 1)), pytest.raises(UnknownFund):
            actions.start(consultation.id, "KINKYU", by=by)


def test_the_office_starts_nothing(desk):
    with desk("sakura") as by, pytest.raises(NotPermitted):
        actions.start(uuid4(), "KINKYU", by=by)


@pytest.mark.parametrize("stranger", ["kozue", "minato"])
def test_another_council_starts_nothing_from_our_talk(desk, stranger):
    with desk("aoba") as by:
        consultation = make.consultation(by)

    with desk(stranger) as by, pytest.raises(NotFound):
        actions.start(consultation.id, "KINKYU", by=by)
