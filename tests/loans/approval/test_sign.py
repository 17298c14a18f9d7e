import pytest
from django.db import IntegrityError, transaction

from councils.refusals import OwnWork, StepNotAllowed
from inquiry.desk.models import Closing
from loans.applications.models import Application
from loans.approval import actions as approval
from loans.approval.actions import NotYourTurn
from loans.approval.models import Signature
from loans.decision import actions
from loans.decision.models import Decision
from loans.review.models import Review
from loans.states import State
from tests import make

pytestmark = pytest.mark.zone("stages")


def test_the_last_rank_decides_and_says_so_to_the_gate(desk):
    application = make.decided(desk)

    with desk("sakura"):
        decision = Decision.objects.get(application=application)
        assert (decision.amount_yen, decision.outcome) == (80_000, "approved")
        assert Application.objects.get(pk=application.pk).state == State.APPROVED
        assert Closing.objects.filter(case_id=application.id, reason="DECIDED").exists()


def test_the_first_rank_alone_decides_nothing(desk):
    application = make.signed_once(desk)

    with desk("sakura"):
        assert Application.objects.get(pk=application.pk).state == State.APPROVAL
        assert not Decision.objects.exists()


def test_a_rank_cannot_sign_before_its_turn(desk):
    application = make.proposed(desk)

    with desk("kaede") as by, pytest.raises(NotYourTurn):
        actions.sign(application.id, "", by=by)


def test_a_second_press_on_the_last_seal_is_a_sentence(desk):
    application = make.decided(desk)

    with desk("kaede") as by, pytest.raises(StepNotAllowed) as refusal:
        actions.sign(application.id, "", by=by)

    assert "すでに" in refusal.value.sentence


def test_who_signed_one_rank_cannot_sign_the_next(desk):
    application = make.signed_once(desk)

    with desk("momiji") as by, pytest.raises(OwnWork):
        actions.sign(application.id, "", by=by)


def test_the_database_itself_refuses_the_reviewers_own_seal(desk):
    application = make.proposed(desk)

    with desk("sakura") as by:
        review = Review.objects.get(application=application)
        with pytest.raises(IntegrityError, match="signature_not_of_own_work"), transaction.atomic():
            _seal(review, signer_id=by.staff_id, reviewer_id=by.staff_id)


def test_the_database_refuses_a_seal_that_names_another_reviewer(desk):
    application = make.proposed(desk)

    with desk("sakura") as by:
        review = Review.objects.get(application=application)
        with pytest.raises(IntegrityError, match="signature_names_the_reviewer"), transaction.atomic():
            _seal(review, signer_id=by.staff_id, reviewer_id=by.staff_id + 1)


def test_sending_back_strikes_the_proposal_and_keeps_it(desk):
    application = make.sent_back(desk)

    with desk("sakura"):
        assert Application.objects.get(pk=application.pk).state == State.REVIEW
        assert Review.objects.get(application=application).sent_back_at is not None
        assert Signature.objects.filter(review__application=application, result="sent_back").count() == 1


def test_an_administrator_cannot_sign(desk):
    application = make.proposed(desk)

    with desk("kanri") as by, pytest.raises(Exception, match="権限"):
        approval.send_back(application.id, "x", by=by)


def _seal(review, *, signer_id, reviewer_id):
    Signature(
        prefecture_id=review.prefecture_id,
        municipal_council_id=review.municipal_council_id,
        review=review,
        reviewer_id=reviewer_id,
        step=1,
        post="subsection_chief",
        signer_id=signer_id,
        signer_name="x",
        result="signed",
    ).save(force_insert=True)
