"""終了の取消し: a talk that a slip of the finger ended goes on; who may do so, and until when."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from councils.refusals import NotFound, NotPermitted, StepNotAllowed
from councils.trail.models import TrailRow
from loans.applications import actions as applications
from loans.consultations import actions
from loans.consultations.models import Consultation
from loans.states import ConsultationState
from tests import make

pytestmark = pytest.mark.zone("stages")


def stored(talk):
    return Consultation.objects.get(pk=talk.pk)


@pytest.fixture
def ended(desk):
    with desk("aoba") as by:
        talk = make.consultation(by, gist="家賃が払えない。")
        actions.refer(talk.id, "架空フードバンク", by=by)
    return talk


def test_on_the_same_day_a_counsellor_goes_back_to_the_interview(desk, ended):
    with desk("aoba") as by:
        assert actions.may_reopen(stored(ended), by=by)
        actions.reopen(ended.id, by=by)

    assert (stored(ended).state, stored(ended).referred_to) == (ConsultationState.OPEN, "")
    assert stored(ended).gist == "家賃が払えない。"
    assert TrailRow.objects.filter(case_id=ended.id, verb="reopen_consultation").count() == 1
    assert stored(ended).history.filter(state=ConsultationState.REFERRED, referred_to="架空フードバンク").exists()


def test_later_the_chief_does_and_nobody_else(desk, ended):
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        with desk("aoba") as by, pytest.raises(StepNotAllowed, match="責任者に依頼"):
            actions.reopen(ended.id, by=by)
        with desk("wakaba") as by:
            assert actions.may_reopen(stored(ended), by=by)


def test_what_is_open_or_went_on_as_an_application_is_not_reopened(desk):
    with desk("wakaba") as by:
        going_on = make.consultation(by)
        applying = make.consultation(by, client_phone="090-0000-7777")
        applications.start(applying.id, "KINKYU", by=by)

        for talk in (going_on, applying):
            assert not actions.may_reopen(stored(talk), by=by)
            with pytest.raises(StepNotAllowed):
                actions.reopen(talk.id, by=by)


@pytest.mark.parametrize(("stranger", "refusal"), [("kozue", NotFound), ("minato", NotFound), ("sakura", NotPermitted)])
def test_nobody_elsewhere_reopens_it(desk, ended, stranger, refusal):
    with desk(stranger) as by, pytest.raises(refusal):
        actions.reopen(ended.id, by=by)

    assert stored(ended).state == ConsultationState.REFERRED
