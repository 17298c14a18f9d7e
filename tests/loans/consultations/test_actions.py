import pytest

from councils.refusals import NotFound, NotPermitted, Stale, StepNotAllowed
from councils.trail.models import TrailRow
from loans.applications import actions as applications
from loans.consultations import actions
from loans.consultations.actions.record import FIELDS
from loans.consultations.models import Consultation
from loans.states import ConsultationState
from tests import make

pytestmark = pytest.mark.zone("stages")


def facts(consultation, **changed):
    return {name: getattr(consultation, name) for name in FIELDS} | changed


def test_a_talk_is_kept_as_it_was_typed(desk):
    with desk("aoba") as by:
        consultation = make.consultation(by)

    stored = Consultation.objects.get(pk=consultation.pk)
    assert (stored.client_name, stored.state) == ("𠮷田　健一", ConsultationState.OPEN)
    assert (stored.prefecture_id, stored.municipal_council_id) == (by.prefecture_id, by.council_id)


def test_recording_leaves_one_trail_row_without_values(desk):
    with desk("aoba") as by:
        consultation = make.consultation(by)

    row = TrailRow.objects.get(case_id=consultation.id)
    assert (row.verb, row.staff_id, row.result) == ("record_consultation", by.staff_id, "done")
    assert "client_name" in row.fields
    assert "𠮷田" not in str(row.__dict__)


def test_the_office_records_no_talk(desk):
    with desk("sakura") as by, pytest.raises(NotPermitted):
        make.consultation(by)


def test_a_change_is_saved_and_the_history_keeps_what_was(desk):
    with desk("aoba") as by:
        consultation = make.consultation(by)
        actions.change(consultation.id, facts(consultation, gist="家賃も遅れている。"), version=1, by=by)

    stored = Consultation.objects.get(pk=consultation.pk)
    assert (stored.gist, stored.version) == ("家賃も遅れている。", 2)
    assert [row.gist for row in stored.history.order_by("history_id")] == [consultation.gist, stored.gist]


def test_a_change_over_a_colleagues_change_is_stale(desk):
    with desk("aoba") as by:
        consultation = make.consultation(by)
        actions.change(consultation.id, facts(consultation, gist="先の保存"), version=1, by=by)

        with pytest.raises(Stale) as refusal:
            actions.change(consultation.id, facts(consultation, gist="後の保存"), version=1, by=by)

    assert refusal.value.version == 2
    assert Consultation.objects.get(pk=consultation.pk).gist == "先の保存"


@pytest.mark.parametrize(
    ("close", "state"),
    [(actions.advise, ConsultationState.ADVISED_CLOSED), (actions.refer, ConsultationState.REFERRED)],
)
def test_not_every_talk_becomes_a_loan(desk, close, state):
    with desk("aoba") as by:
        consultation = make.consultation(by)
        close(consultation.id, by=by)

    assert Consultation.objects.get(pk=consultation.pk).state == state


@pytest.mark.parametrize("again", [actions.advise, actions.refer])
def test_a_talk_ends_once(desk, again):
    with desk("aoba") as by:
        consultation = make.consultation(by)
        actions.advise(consultation.id, by=by)

        with pytest.raises(StepNotAllowed):
            again(consultation.id, by=by)


def test_an_ended_talk_stands_still(desk):
    with desk("aoba") as by:
        consultation = make.consultation(by)
        actions.refer(consultation.id, by=by)

        with pytest.raises(StepNotAllowed):
            actions.change(consultation.id, facts(consultation), version=1, by=by)


def test_a_talk_that_became_an_application_cannot_be_closed(desk):
    with desk("aoba") as by:
        consultation = make.consultation(by)
        applications.start(consultation.id, "KINKYU", by=by)

        with pytest.raises(StepNotAllowed):
            actions.advise(consultation.id, by=by)


@pytest.mark.parametrize("stranger", ["kozue", "minato"])
@pytest.mark.parametrize(
    "act",
    [
        lambda talk, by: actions.change(talk.id, facts(talk), version=1, by=by),
        lambda talk, by: actions.advise(talk.id, by=by),
        lambda talk, by: actions.refer(talk.id, by=by),
    ],
    ids=["change", "advise", "refer"],
)
def test_another_council_finds_no_talk(desk, stranger, act):
    with desk("aoba") as by:
        consultation = make.consultation(by)

    with desk(stranger) as by, pytest.raises(NotFound):
        act(consultation, by)

    assert Consultation.objects.get(pk=consultation.pk).state == ConsultationState.OPEN
