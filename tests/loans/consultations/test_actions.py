from uuid import uuid4

import pytest

from councils.refusals import NotFound, NotPermitted, StepNotAllowed
from councils.trail.models import TrailRow
from loans.applications import actions as applications
from loans.consultations import actions
from loans.consultations.models import Consultation, Referral
from loans.states import ConsultationState
from tests import make

pytestmark = pytest.mark.zone("stages")
AGENCY = "架空フードバンク"
REFERRAL = {"scheme": "FOOD", "agency": AGENCY, "told": "食料が足りない。", "asked": ""}


def stored(talk):
    return Consultation.objects.get(pk=talk.pk)


def test_a_talk_is_kept_as_it_was_typed(desk):
    with desk("aoba") as by:
        talk = make.consultation(by)

    assert (stored(talk).client_name, stored(talk).state) == ("𠮷田　健一", ConsultationState.OPEN)
    assert (stored(talk).prefecture_id, stored(talk).municipal_council_id) == (by.prefecture_id, by.council_id)


def test_a_talk_begins_with_nothing_but_its_day(desk):
    with desk("aoba") as by:
        talk = actions.record({"came_on": make.CAME_ON}, by=by)

    assert (stored(talk).client_name, stored(talk).members, stored(talk).version) == ("", [], 1)


def test_recording_leaves_one_trail_row_without_values(desk):
    with desk("aoba") as by:
        talk = make.consultation(by)

    row = TrailRow.objects.get(case_id=talk.id)
    assert (row.verb, row.staff_id, row.result) == ("record_consultation", by.staff_id, "done")
    assert "client_name" in row.fields
    assert "𠮷田" not in str(row.__dict__)


def test_the_office_records_no_talk(desk):
    with desk("sakura") as by, pytest.raises(NotPermitted):
        make.consultation(by)


def test_two_saves_of_one_screen_on_their_way_together_begin_one_talk(desk):
    page = uuid4()
    with desk("aoba") as by:
        talk = actions.record({"came_on": make.CAME_ON}, by=by, page=page)
        with pytest.raises(actions.BegunMeanwhile) as begun:
            actions.record({"came_on": make.CAME_ON}, by=by, page=page)

        assert begun.value.talk == talk
        assert Consultation.objects.count() == 1


def test_one_screen_begins_one_talk(desk):
    page = uuid4()
    with desk("aoba") as by:
        talk = actions.record({"came_on": make.CAME_ON}, by=by, page=page)

        assert actions.begun_from(page, by=by) == talk
        assert actions.begun_from(uuid4(), by=by) is None
    with desk("kozue") as by:
        assert actions.begun_from(page, by=by) is None


def test_a_talk_that_gave_advice_ends_without_a_name(desk):
    with desk("aoba") as by:
        talk = actions.record({"came_on": make.CAME_ON}, by=by)
        actions.advise(talk.id, by=by)

    assert stored(talk).state == ConsultationState.ADVISED_CLOSED


def test_a_talk_ends_by_introducing_the_client_to_an_agency(desk):
    with desk("aoba") as by:
        talk = make.consultation(by)
        actions.refer(talk.id, AGENCY, by=by)

    assert (stored(talk).state, stored(talk).referred_to) == (ConsultationState.REFERRED, AGENCY)


def test_nobody_is_introduced_to_nobody(desk):
    with desk("aoba") as by:
        talk = make.consultation(by)

        with pytest.raises(StepNotAllowed, match="つなぎ先を入力"):
            actions.refer(talk.id, " ", by=by)

    assert stored(talk).state == ConsultationState.OPEN


def test_a_slip_is_made_with_the_consent_that_was_given(desk):
    with desk("aoba") as by:
        talk = make.consultation(by, sharing="given", sharing_on=make.CAME_ON)
        referral = actions.introduce(talk.id, REFERRAL, by=by)
        actions.refer(talk.id, "", by=by)

    assert (referral.agency, referral.consent_on, referral.staff_id) == (AGENCY, make.CAME_ON, by.staff_id)
    assert stored(talk).state == ConsultationState.REFERRED


@pytest.mark.parametrize("said", [{}, {"sharing": "refused", "sharing_on": make.CAME_ON}])
def test_no_slip_tells_what_the_client_did_not_agree_to(desk, said):
    with desk("aoba") as by:
        talk = make.consultation(by, **said)

        with pytest.raises(StepNotAllowed, match="同意を確かめ"):
            actions.introduce(talk.id, REFERRAL, by=by)

    assert not Referral.objects.filter(consultation=talk).exists()


@pytest.mark.parametrize("again", [actions.advise, lambda talk, by: actions.refer(talk, AGENCY, by=by)])
def test_a_talk_ends_once(desk, again):
    with desk("aoba") as by:
        talk = make.consultation(by)
        actions.advise(talk.id, by=by)

        with pytest.raises(StepNotAllowed):
            again(talk.id, by=by)


def test_a_talk_that_became_an_application_cannot_be_closed(desk):
    with desk("aoba") as by:
        talk = make.consultation(by)
        applications.start(talk.id, "KINKYU", by=by)

        with pytest.raises(StepNotAllowed):
            actions.advise(talk.id, by=by)


@pytest.mark.parametrize("stranger", ["kozue", "minato"])
@pytest.mark.parametrize(
    "act",
    [
        lambda talk, by: actions.advise(talk.id, by=by),
        lambda talk, by: actions.refer(talk.id, AGENCY, by=by),
        lambda talk, by: actions.introduce(talk.id, REFERRAL, by=by),
        lambda talk, by: actions.answer(talk.id, "low_income", "yes", by=by),
        lambda talk, by: actions.carry(talk.id, talk.id, by=by),
        lambda talk, by: actions.confirm(talk.id, "client_name", by=by),
    ],
    ids=["advise", "refer", "introduce", "answer", "carry", "confirm"],
)
def test_another_council_finds_no_talk(desk, stranger, act):
    with desk("aoba") as by:
        talk = make.consultation(by, sharing="given", sharing_on=make.CAME_ON)

    with desk(stranger) as by, pytest.raises(NotFound):
        act(talk, by)

    assert stored(talk).state == ConsultationState.OPEN
