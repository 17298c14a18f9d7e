"""決定の行為."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from councils.outbox import box
from councils.tenancy import Actor
from councils.trail import write
from inquiry import gateway
from loans import numbers
from loans.applications.models import Application
from loans.approval import actions as approval
from loans.decision.models import Decision
from loans.review.models import Review
from loans.review.rates import has_guarantor, rate_of
from loans.states import Step, after
from loans.talk.models import NoticeKind
from loans.talk.notices import tell

PUSH = "push_decision"


@transaction.atomic
def sign(application_id: UUID, comment: str, *, by: Actor) -> Application:
    """決裁. One rank's seal; the last one makes the decision, in the same transaction.

    Raises NotPermitted, NotFound, StepNotAllowed, NotYourTurn, OwnWork.
    """
    signed = approval.sign(application_id, comment, by=by)
    if signed.is_complete:
        decide(signed.application, signed.review, by=by)
    return signed.application


def decide(application: Application, review: Review, *, by: Actor) -> Decision:
    """決定. Decision, push and closing are written together or not at all."""
    is_denied = review.proposal == Review.Proposal.DENY
    state = after(application.state, Step.DENY if is_denied else Step.APPROVE)
    decision = _decision(application, review, is_denied=is_denied, by=by)
    decision.save(force_insert=True)
    application.state = state
    application.save(update_fields=["state"])
    box.put(PUSH, decision.id)
    gateway.close(application.id, gateway.ClosingReason.DENIED if is_denied else gateway.ClosingReason.DECIDED)
    write.act("decide", case_id=application.id, result=decision.outcome)
    tell(application, NoticeKind.DECIDED, by=by)
    return decision


def _decision(application: Application, review: Review, *, is_denied: bool, by: Actor) -> Decision:
    today = timezone.localdate()
    return Decision(
        prefecture_id=application.prefecture_id,
        municipal_council_id=application.municipal_council_id,
        application=application,
        review=review,
        outcome=Decision.Outcome.DENIED if is_denied else Decision.Outcome.APPROVED,
        number=numbers.document_number(by, today),
        decided_on=today,
        decided_by=by.person_id,
        decided_name=by.name,
        amount_yen=0 if is_denied else review.amount_yen,
        monthly_yen=None if is_denied else review.monthly_yen,
        lending_months=None if is_denied else review.lending_months,
        grace_months=0 if is_denied else review.grace_months,
        repayment_months=0 if is_denied else review.repayment_months,
        interest_rate=0 if is_denied else rate_of(application),
        denial_reason=review.denial_reason,
        terms=application.terms,
        facts={
            "requested_yen": application.amount_yen,
            "household_size": application.members.filter(removed_at__isnull=True).count(),
            "lending_from": _iso(application.lending_from),
            "graduates_on": _iso(application.graduates_on),
            "has_guarantor": has_guarantor(application),
        },
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
