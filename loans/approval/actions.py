"""決裁の行為."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.refusals import NotPermitted, OwnWork, Refused, StepNotAllowed
from councils.tenancy import Actor
from councils.trail import write
from loans.applications.models import Application
from loans.approval.chain import is_last, next_step
from loans.approval.models import Signature
from loans.review.models import Review
from loans.states import Step, after, is_allowed


class NotYourTurn(NotPermitted):
    sentence = "いまは、ご自身の職の決裁の順番ではありません。決裁欄をご確認ください。"
    status = 409


class AlreadySigned(OwnWork):
    """A second press, or one who comes back to the page."""

    sentence = "ご自身の決裁はすでに済んでいます。次の職の決裁をお待ちください。"


@dataclass(frozen=True)
class Signed:
    """捺印の結果. is_complete when this was the last rank of the chain."""

    application: Application
    review: Review
    is_complete: bool


@transaction.atomic
def sign(application_id: UUID, comment: str, *, by: Actor) -> Signed:
    """捺印. One rank's seal. Raises NotPermitted, NotFound, StepNotAllowed, NotYourTurn, OwnWork."""
    application = access.find_for_update(Application, application_id, by=by, may=Permission.SIGN)
    review, step = check_due(application, by)
    _seal(review, step, Signature.Result.SIGNED, comment, by)
    write.act("sign", case_id=application.id, result=by.post.value)
    return Signed(application, review, is_last(review, step))


@transaction.atomic
def send_back(application_id: UUID, comment: str, *, by: Actor) -> Application:
    """差戻し. Back to the reviewer; the proposal and its seals stay, struck through. Raises as `sign`."""
    application = access.find_for_update(Application, application_id, by=by, may=Permission.SIGN)
    review, step = check_due(application, by)
    application.state = after(application.state, Step.SEND_BACK)
    application.save(update_fields=["state"])
    _seal(review, step, Signature.Result.SENT_BACK, comment, by)
    review.sent_back_at = timezone.now()
    review.save(update_fields=["sent_back_at"])
    write.act("send_back", case_id=application.id)
    return application


def check_due(application: Application, by: Actor) -> tuple[Review, int]:
    """決裁の順番. The proposal and the step that wait for this person's seal.

    Raises StepNotAllowed, AlreadySigned, OwnWork, NotYourTurn.
    """
    if not is_allowed(application.state, Step.SEND_BACK):
        raise StepNotAllowed(
            f"この案件は「{application.get_state_display()}」です。決裁はすでに済んでいるか、まだ起案されていません。"
        )
    review = application.reviews.get(sent_back_at__isnull=True)
    step = next_step(review)
    check_not_own_work(review, by)
    if step is None or review.chain[step]["post"] != by.post.value:
        raise NotYourTurn
    return review, step


def why_not(application: Application, by: Actor) -> str:
    """The sentence that a seal would be refused with now; "" where it would be taken."""
    try:
        check_due(application, by)
    except Refused as refusal:
        return refusal.sentence
    return ""


def check_not_own_work(review: Review, by: Actor) -> None:
    """Neither the reviewer nor an earlier rank signs again; the database holds the same.

    Raises OwnWork, AlreadySigned.
    """
    own = review.signatures.filter(signer_id=by.person_id)
    if own.filter(post=by.post.value).exists():
        raise AlreadySigned
    if by.person_id == review.reviewer_id or own.exists():
        raise OwnWork


def _seal(review: Review, step: int, result: Signature.Result, comment: str, by: Actor) -> None:
    Signature(
        prefecture_id=review.prefecture_id,
        municipal_council_id=review.municipal_council_id,
        review=review,
        reviewer_id=review.reviewer_id,
        step=step,
        post=by.post,
        signer_id=by.person_id,
        signer_name=by.name,
        result=result,
        comment=comment,
    ).save(force_insert=True)
