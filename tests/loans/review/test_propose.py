from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from councils.refusals import NotFound, NotPermitted, StepNotAllowed
from inquiry.desk.models import Order, Progress
from loans.applications.models import Application
from loans.applications.refusals import OffUnit, OverCeiling, TooLong
from loans.review import actions
from loans.review.actions.propose import Lacking, LessThanRequested, NotReduced, OverRequest, WithoutFindings
from loans.review.models import Review, Waiver
from loans.states import State
from tests import make

pytestmark = pytest.mark.zone("stages")
DENIAL = {"proposal": "deny", "amount_yen": None, "repayment_months": None, "denial_reason": "要件に当たらない。"}


def in_inquiry(desk):
    application = make.received(desk)
    with desk("sakura") as by:
        actions.order(application.id, is_nondisclosure=False, by=by)
    return application


def told(application, code):
    """As the gate's worker tells it."""
    order = Order.objects.get(case_id=application.id)
    facts = {"prefecture_id": order.prefecture_id, "case_id": application.id, "order_id": order.id}
    Progress.objects.create(**facts, code=code, done=9, total=9, number=1)


def test_after_the_inquiry_the_review_begins(desk):
    application = in_inquiry(desk)
    told(application, "DONE")

    with desk("sakura") as by:
        assert actions.take_up(application.id, by=by).state == State.REVIEW


@pytest.mark.parametrize("code", ["TAKEN_UP", "ASKED", "OUTCOME_UNKNOWN"])
def test_while_the_inquiry_runs_the_review_waits(desk, code):
    application = in_inquiry(desk)
    told(application, code)

    with desk("sakura") as by, pytest.raises(WithoutFindings):
        actions.take_up(application.id, by=by)

    assert Application.objects.get(pk=application.pk).state == State.INQUIRY


def test_a_reviewer_may_go_on_without_the_findings(desk):
    application = in_inquiry(desk)

    with desk("sakura") as by:
        assert actions.take_up(application.id, reason="本人の入院が迫っているため。", by=by).state == State.REVIEW
    waiver = Waiver.objects.get(application=application)
    assert (waiver.reason, waiver.written_name) == ("本人の入院が迫っているため。", "桜井 春")


def test_a_review_without_an_inquiry_needs_a_reason(desk):
    application = make.received(desk)

    with desk("sakura") as by:
        with pytest.raises(WithoutFindings):
            actions.take_up(application.id, by=by)
        assert actions.take_up(application.id, reason="書類で足りる。", by=by).state == State.REVIEW


def test_with_the_findings_no_reason_is_kept(desk):
    application = in_inquiry(desk)
    told(application, "DONE")

    with desk("sakura") as by:
        actions.take_up(application.id, reason="急ぎのため。", by=by)

    assert not Waiver.objects.exists()


def test_a_second_press_on_take_up_is_a_sentence(desk):
    application = make.in_review(desk)

    with desk("sakura") as by, pytest.raises(StepNotAllowed):
        actions.take_up(application.id, by=by)


def test_the_proposal_keeps_the_chain_of_its_day(desk):
    application = make.proposed(desk)

    review = Review.objects.get(application=application)
    assert (review.amount_yen, review.reviewer_name) == (80_000, "桜井 春")
    assert [step["post"] for step in review.chain][1:] == ["subsection_chief", "section_chief"]
    assert Application.objects.get(pk=application.pk).state == State.APPROVAL


def test_a_denial_needs_no_amount(desk):
    application = make.proposed(desk, **DENIAL)

    review = Review.objects.get(application=application)
    assert (review.proposal, review.amount_yen, review.denial_reason) == ("deny", 0, "要件に当たらない。")


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"amount_yen": None}, Lacking),
        ({"repayment_months": None}, Lacking),
        ({"amount_yen": 79_000}, LessThanRequested),
        ({"proposal": "reduce"}, NotReduced),
        ({"amount_yen": 90_000}, OverRequest),
        ({"amount_yen": 200_000}, OverCeiling),
        ({"amount_yen": 79_999}, OffUnit),
        ({"grace_months": 3}, TooLong),
        ({"repayment_months": 13}, TooLong),
    ],
)
def test_what_may_not_be_lent_is_not_proposed(desk, facts, refusal):
    application = make.in_review(desk)

    with desk("sakura") as by, pytest.raises(refusal) as said:
        actions.propose(application.id, {**make.PROPOSAL, **facts}, by=by)

    assert said.value.sentence.endswith("。")
    assert not Review.objects.exists()
    assert Application.objects.get(pk=application.pk).state == State.REVIEW


def test_a_second_press_proposes_nothing_more(desk):
    application = make.proposed(desk)

    with desk("sakura") as by, pytest.raises(StepNotAllowed):
        actions.propose(application.id, make.PROPOSAL, by=by)

    assert Review.objects.count() == 1


def test_a_proposal_that_was_sent_back_is_followed_by_another(desk):
    application = make.sent_back(desk)

    with desk("sakura") as by:
        actions.propose(application.id, make.PROPOSAL, by=by)

    assert Review.objects.filter(application=application).count() == 2
    assert Review.objects.filter(application=application, sent_back_at=None).count() == 1


@pytest.mark.parametrize(("who", "refusal"), [("ajisai", NotFound), ("momiji", NotPermitted), ("aoba", NotPermitted)])
def test_nobody_else_reviews_our_case(desk, who, refusal):
    received, reviewed = make.received(desk), make.in_review(desk)

    with desk(who) as by:
        with pytest.raises(refusal):
            actions.take_up(received.id, reason="x", by=by)
        with pytest.raises(refusal):
            actions.propose(reviewed.id, make.PROPOSAL, by=by)


def test_the_counter_reads_no_proposal(desk):
    make.proposed(desk)

    with desk("aoba"), pytest.raises(Exception, match="permission denied"), transaction.atomic():
        Review.objects.exists()


def test_the_database_itself_has_one_proposal_in_force_and_it_lends_something(desk):
    application = make.proposed(desk)

    with desk("sakura"):
        review = Review.objects.get(application=application)
        review.pk = uuid4()
        with pytest.raises(IntegrityError, match="review_one_in_force"), transaction.atomic():
            review.save(force_insert=True)
        review.amount_yen = 0
        with pytest.raises(IntegrityError, match="review_approves_an_amount"), transaction.atomic():
            review.save(force_insert=True)
