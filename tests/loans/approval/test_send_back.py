import pytest

from councils.refusals import NotFound, NotPermitted, OwnWork, StepNotAllowed
from loans.applications.models import Application
from loans.approval import actions
from loans.approval.actions import AlreadySigned, NotYourTurn
from loans.approval.models import Signature
from loans.decision import actions as decision
from loans.decision.models import Decision
from loans.review import actions as review
from loans.states import State
from tests import make

pytestmark = pytest.mark.zone("stages")
KANAGAWA = "140007"


def test_a_rank_that_is_not_due_does_not_send_back(desk):
    application = make.proposed(desk)

    with desk("kaede") as by, pytest.raises(NotYourTurn):
        actions.send_back(application.id, "x", by=by)


def test_a_second_press_sends_back_once(desk):
    application = make.sent_back(desk)

    with desk("momiji") as by, pytest.raises(StepNotAllowed):
        actions.send_back(application.id, "x", by=by)

    assert Signature.objects.count() == 1


@pytest.mark.parametrize("made", [make.in_review, make.decided, make.returned])
def test_only_what_waits_for_a_seal_is_sent_back(desk, made):
    application = made(desk)

    with desk("momiji") as by, pytest.raises(StepNotAllowed):
        actions.send_back(application.id, "x", by=by)


def test_the_second_rank_may_send_back_what_the_first_has_signed(desk):
    application = make.signed_once(desk)

    with desk("kaede") as by:
        actions.send_back(application.id, "償還の見込みを確かめてください。", by=by)

    assert Application.objects.get(pk=application.pk).state == State.REVIEW
    assert list(Signature.objects.order_by("step").values_list("result", flat=True)) == ["signed", "sent_back"]


def test_after_sending_back_every_rank_signs_anew(desk):
    application = make.signed_once(desk)
    with desk("kaede") as by:
        actions.send_back(application.id, "x", by=by)
    with desk("sakura") as by:
        review.propose(application.id, make.PROPOSAL, by=by)

    with desk("kaede") as by, pytest.raises(NotYourTurn):
        decision.sign(application.id, "", by=by)
    for rank in ("momiji", "kaede"):
        with desk(rank) as by:
            decision.sign(application.id, "", by=by)

    assert Decision.objects.filter(application=application).count() == 1


def test_a_second_press_on_a_seal_says_that_it_is_there(desk):
    application = make.signed_once(desk)

    with desk("momiji") as by, pytest.raises(AlreadySigned) as refusal:
        decision.sign(application.id, "", by=by)

    assert "すでに済んでいます" in refusal.value.sentence
    assert Signature.objects.count() == 1


def test_who_holds_two_posts_does_not_seal_twice(desk, seat, staff):
    application = make.signed_once(desk)
    first = staff("momiji")
    second = type(first)(first.staff_id, first.name, staff("kaede").post, first.council_id, first.prefecture_id)

    with seat(second), pytest.raises(OwnWork) as refusal:
        decision.sign(application.id, "", by=second)

    assert not isinstance(refusal.value, AlreadySigned)


@pytest.mark.parametrize("act", [decision.sign, actions.send_back])
def test_another_prefectures_chief_finds_nothing_to_sign(desk, seat, appointed, act):
    application = make.proposed(desk)

    with seat(appointed("subsection_chief", KANAGAWA)) as by, pytest.raises(NotFound):
        act(application.id, "", by=by)

    assert not Signature.objects.exists()


@pytest.mark.parametrize("who", ["sakura", "kansa", "aoba"])
@pytest.mark.parametrize("act", [decision.sign, actions.send_back])
def test_who_has_no_seal_does_not_sign(desk, who, act):
    application = make.proposed(desk)

    with desk(who) as by, pytest.raises(NotPermitted):
        act(application.id, "", by=by)
