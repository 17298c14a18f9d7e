"""補正の依頼の一生. One table, as in states.py; the database holds the same (migrations/0031_talk.py)."""

from django.db import models

from councils.permissions import PostKind
from councils.refusals import StepNotAllowed
from loans.states import COUNTER, IN_REVIEW, REVIEWER


class CorrectionState(models.TextChoices):
    OPEN = "open", "回答待ち"
    ANSWERED = "answered", "回答あり"
    CLOSED = "closed", "確認済"
    CANCELLED = "cancelled", "取消し"


class CorrectionStep(models.TextChoices):
    ANSWER = "answer", "補正の依頼に答える"
    CLOSE = "close", "回答を確認済みにする"
    CANCEL = "cancel", "補正の依頼を取り消す"


CORRECTION_NEXT: dict[tuple[CorrectionState, CorrectionStep], tuple[CorrectionState, tuple[PostKind, ...]]] = {
    (CorrectionState.OPEN, CorrectionStep.ANSWER): (CorrectionState.ANSWERED, COUNTER),
    (CorrectionState.OPEN, CorrectionStep.CANCEL): (CorrectionState.CANCELLED, REVIEWER),
    (CorrectionState.ANSWERED, CorrectionStep.CLOSE): (CorrectionState.CLOSED, REVIEWER),
    (CorrectionState.ANSWERED, CorrectionStep.CANCEL): (CorrectionState.CANCELLED, REVIEWER),
}

# A request is made while the case lies with the office and nobody has proposed yet.
ASKED_IN = IN_REVIEW
UNSETTLED = (CorrectionState.OPEN, CorrectionState.ANSWERED)


def correction_after(state: str, step: CorrectionStep) -> CorrectionState:
    """The state after the step. Raises StepNotAllowed."""
    try:
        return CORRECTION_NEXT[CorrectionState(state), step][0]
    except KeyError:
        raise StepNotAllowed(
            f"この依頼は「{CorrectionState(state).label}」のため、「{step.label}」は行えません。画面を開き直してください。"
        ) from None
