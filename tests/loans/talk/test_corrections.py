"""補正の依頼: one thing asked without sending the case back; its life, and what it holds up."""

from itertools import product

import pytest
from django.db import connection

from councils.refusals import NotFound, NotPermitted, StepNotAllowed
from loans.applications.models import Application
from loans.review import actions as review
from loans.states import State
from loans.talk import actions
from loans.talk.corrections_shown import correction_panel
from loans.talk.life import CORRECTION_NEXT, CorrectionState, CorrectionStep
from loans.talk.models import Correction, CorrectionKind, Notice
from loans.talk.refusals import CorrectionOpen, NoSuchKind, NotAskedNow
from tests import make

pytestmark = pytest.mark.zone("stages")

STEPS = {
    CorrectionStep.ANSWER: ("aoba", lambda case, row, by: actions.answer_correction(case, row, "付けました。", by=by)),
    CorrectionStep.CLOSE: ("sakura", lambda case, row, by: actions.close_correction(case, row, by=by)),
    CorrectionStep.CANCEL: ("sakura", lambda case, row, by: actions.cancel_correction(case, row, by=by)),
}
WAYS = {
    CorrectionState.OPEN: (),
    CorrectionState.ANSWERED: (CorrectionStep.ANSWER,),
    CorrectionState.CLOSED: (CorrectionStep.ANSWER, CorrectionStep.CLOSE),
    CorrectionState.CANCELLED: (CorrectionStep.CANCEL,),
}


def asked(desk, application, **facts):
    with desk("sakura") as by:
        return actions.ask_correction(application.id, make.CORRECTION | facts, by=by)


def step(desk, correction, what):
    username, act = STEPS[what]
    with desk(username) as by:
        return act(correction.application_id, correction.id, by)


@pytest.mark.parametrize(("state", "what"), list(product(CorrectionState, CorrectionStep)))
def test_its_life_is_the_table(desk, state, what):
    correction = asked(desk, make.received(desk))
    for each in WAYS[state]:
        step(desk, correction, each)

    if (state, what) in CORRECTION_NEXT:
        step(desk, correction, what)
        assert Correction.objects.get().state == CORRECTION_NEXT[state, what][0]
    else:
        with pytest.raises(StepNotAllowed):
            step(desk, correction, what)
        assert Correction.objects.get().state == state


def test_the_database_knows_the_same_steps_by_the_same_posts(db):
    here = {
        (before.value, then.value, post.value)
        for (before, _), (then, posts) in CORRECTION_NEXT.items()
        for post in posts
    }

    with connection.cursor() as cursor:
        cursor.execute("SELECT before, after, post FROM walls.correction_step")
        assert set(cursor.fetchall()) == here


def test_who_asked_answered_and_settled_stands_there(desk):
    correction = asked(desk, make.received(desk))
    step(desk, correction, CorrectionStep.ANSWER)
    step(desk, correction, CorrectionStep.CLOSE)

    row = Correction.objects.get()
    assert (row.asked_name, row.answered_name, row.settled_name) == ("桜井 春", "青葉 みどり", "桜井 春")
    assert (row.kind_name, row.blocks_proposal, row.takes_papers) == ("書類の追加", True, True)


@pytest.mark.parametrize("made", [make.forwarded, make.returned, make.proposed])
def test_it_is_asked_for_from_the_receipt_to_the_proposal(desk, made):
    application = made(desk)

    with desk("sakura") as by, pytest.raises(NotAskedNow):
        actions.ask_correction(application.id, make.CORRECTION, by=by)


@pytest.mark.parametrize(
    ("username", "refusal"), [("momiji", NotPermitted), ("aoba", NotPermitted), ("ajisai", NotFound)]
)
def test_the_reviewer_asks(desk, username, refusal):
    application = make.received(desk)

    with desk(username) as by, pytest.raises(refusal):
        actions.ask_correction(application.id, make.CORRECTION, by=by)


def test_a_kind_that_is_not_in_force_cannot_be_chosen(desk):
    application = make.received(desk)

    with desk("sakura") as by, pytest.raises(NoSuchKind):
        actions.ask_correction(application.id, make.CORRECTION | {"kind": "NO_SUCH"}, by=by)


def test_a_prefectures_own_kind_says_what_it_holds_up(desk):
    facts = {"name": "本県の確認", "blocks_proposal": False, "takes_papers": False, "position": 1}
    CorrectionKind.objects.create(
        code="PAPER", prefecture_id="130001", valid_from="2026-04-01", source="県要領", **facts
    )

    asked(desk, make.received(desk))

    row = Correction.objects.get()
    assert (row.kind_name, row.blocks_proposal, row.takes_papers) == ("本県の確認", False, False)


@pytest.mark.parametrize("steps", [(), (CorrectionStep.ANSWER,)])
def test_a_kind_that_holds_it_up_stops_the_proposal_until_it_is_settled(desk, steps):
    application = make.in_review(desk)
    correction = asked(desk, application)
    for each in steps:
        step(desk, correction, each)

    with desk("sakura") as by, pytest.raises(CorrectionOpen) as refusal:
        review.propose(application.id, make.PROPOSAL, by=by)

    assert "書類の追加" in refusal.value.sentence
    step(desk, correction, CorrectionStep.CANCEL)
    with desk("sakura") as by:
        review.propose(application.id, make.PROPOSAL, by=by)
    assert Application.objects.get(pk=application.pk).state == State.APPROVAL


def test_a_kind_that_holds_nothing_up_does_not(desk):
    application = make.in_review(desk)
    asked(desk, application, kind="CONTACT")

    with desk("sakura") as by:
        review.propose(application.id, make.PROPOSAL, by=by)

    assert Application.objects.get(pk=application.pk).state == State.APPROVAL


def test_the_review_goes_on_meanwhile(desk):
    application = make.received(desk)
    asked(desk, application)

    with desk("sakura") as by:
        assert review.take_up(application.id, reason="書類で確かめる。", by=by).state == State.REVIEW


def test_a_paper_is_registered_for_a_request_that_takes_papers_and_for_no_other(desk):
    application = make.received(desk)
    with desk("aoba") as by, pytest.raises(StepNotAllowed):
        make.paper(application, "IDENTITY", by=by)
    asked(desk, application, kind="CONTACT")
    with desk("aoba") as by, pytest.raises(StepNotAllowed):
        make.paper(application, "IDENTITY", by=by)
    correction = asked(desk, application)

    with desk("aoba") as by:
        paper = make.paper(application, "IDENTITY", by=by)
        [line, _] = correction_panel(application, by).lines
        assert [each.paper.name for each in line.papers] == [paper.name]
        make.check_papers(by)
        actions.answer_correction(application.id, correction.id, "付けました。", by=by)
        with pytest.raises(StepNotAllowed):
            make.paper(application, "IDENTITY", by=by)


def test_it_is_late_once_its_day_has_passed(desk, time_machine):
    application = make.received(desk)
    time_machine.move_to("2026-12-01T09:00:00+09:00")
    asked(desk, application, due_on="2026-12-03")

    with desk("aoba") as by:
        application.refresh_from_db()
        assert [line.is_late for line in correction_panel(application, by).lines] == [False]
        time_machine.move_to("2026-12-04T09:00:00+09:00")
        assert [line.is_late for line in correction_panel(application, by).lines] == [True]


def test_the_other_side_is_told_of_each_step(desk):
    application = make.received(desk)
    correction = asked(desk, application)
    step(desk, correction, CorrectionStep.ANSWER)
    step(desk, correction, CorrectionStep.CLOSE)

    told = list(Notice.objects.order_by("created_at").values_list("kind", flat=True))
    assert told == ["correction", "answered", "settled"]


def test_a_request_of_another_case_is_not_there(desk):
    one, other = make.received(desk), make.received(desk)
    correction = asked(desk, one)

    with desk("aoba") as by, pytest.raises(NotFound):
        actions.answer_correction(other.id, correction.id, "x", by=by)
