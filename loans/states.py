"""案件の状態. The life of a consultation and of an application: two tables; nothing else assigns a state."""

from django.db import models

from councils.permissions import PostKind
from councils.refusals import StepNotAllowed


class ConsultationState(models.TextChoices):
    OPEN = "open", "相談中"
    ADVISED_CLOSED = "advised_closed", "情報提供で終了"
    REFERRED = "referred", "他機関へつなぎ"
    APPLYING = "applying", "申込へ"


# 終了: neither open nor gone on as an application.
TALK_ENDED = frozenset({ConsultationState.ADVISED_CLOSED, ConsultationState.REFERRED})


class State(models.TextChoices):
    DRAFT = "draft", "申込書作成中"
    SUBMITTED = "submitted", "申込受付"
    OPINION_DONE = "opinion_done", "意見書作成済"
    FORWARDED = "forwarded", "進達済"
    RECEIVED = "received", "県受付"
    RETURNED = "returned", "返戻中"
    INQUIRY = "inquiry", "情報照会中"
    REVIEW = "review", "審査中"
    APPROVAL = "approval", "決裁中"
    APPROVED = "approved", "貸付決定"
    DENIED = "denied", "不承認"
    WITHDRAWN = "withdrawn", "取下げ"


class Step(models.TextChoices):
    SUBMIT = "submit", "申込を受け付ける"
    REOPEN = "reopen", "申込書を直す"
    RESUME = "resume", "直さずに進達へ回す"
    OPINE = "opine", "意見を付ける"
    FORWARD = "forward", "進達する"
    HAND_BACK = "hand_back", "相談員へ戻す"
    RECEIVE = "receive", "受け付ける"
    RETURN = "return", "返戻する"
    ORDER = "order", "照会を依頼する"
    TAKE_UP = "take_up", "審査に入る"
    PROPOSE = "propose", "起案する"
    SEND_BACK = "send_back", "差し戻す"
    APPROVE = "approve", "貸付を決定する"
    DENY = "deny", "不承認とする"
    WITHDRAW = "withdraw", "取り下げる"


Posts = tuple[PostKind, ...]
COUNTER: Posts = (PostKind.COUNSELLOR, PostKind.COUNTER_CHIEF)
CHIEF: Posts = (PostKind.COUNTER_CHIEF,)
REVIEWER: Posts = (PostKind.REVIEWER,)
RANKS: Posts = (
    PostKind.SUBSECTION_CHIEF,
    PostKind.SECTION_CHIEF,
    PostKind.SECRETARY_GENERAL,
    PostKind.PRESIDENT,
)

# (state, step) -> (next state, the posts that take the step); the database holds the same (migrations/0002_walls.py)
NEXT: dict[tuple[State, Step], tuple[State, Posts]] = {
    (State.DRAFT, Step.SUBMIT): (State.SUBMITTED, COUNTER),
    (State.SUBMITTED, Step.REOPEN): (State.DRAFT, COUNTER),
    (State.SUBMITTED, Step.OPINE): (State.OPINION_DONE, COUNTER),
    (State.OPINION_DONE, Step.REOPEN): (State.DRAFT, COUNTER),
    (State.OPINION_DONE, Step.FORWARD): (State.FORWARDED, CHIEF),
    (State.OPINION_DONE, Step.HAND_BACK): (State.DRAFT, CHIEF),
    (State.FORWARDED, Step.RECEIVE): (State.RECEIVED, REVIEWER),
    (State.RECEIVED, Step.RETURN): (State.RETURNED, REVIEWER),
    (State.INQUIRY, Step.RETURN): (State.RETURNED, REVIEWER),
    (State.REVIEW, Step.RETURN): (State.RETURNED, REVIEWER),
    (State.RETURNED, Step.REOPEN): (State.DRAFT, COUNTER),
    (State.RETURNED, Step.RESUME): (State.OPINION_DONE, COUNTER),
    (State.RECEIVED, Step.ORDER): (State.INQUIRY, REVIEWER),
    (State.RECEIVED, Step.TAKE_UP): (State.REVIEW, REVIEWER),
    (State.INQUIRY, Step.TAKE_UP): (State.REVIEW, REVIEWER),
    (State.REVIEW, Step.PROPOSE): (State.APPROVAL, REVIEWER),
    (State.APPROVAL, Step.SEND_BACK): (State.REVIEW, RANKS),
    (State.APPROVAL, Step.APPROVE): (State.APPROVED, RANKS),
    (State.APPROVAL, Step.DENY): (State.DENIED, RANKS),
    (State.DRAFT, Step.WITHDRAW): (State.WITHDRAWN, COUNTER),
    (State.SUBMITTED, Step.WITHDRAW): (State.WITHDRAWN, COUNTER),
    (State.OPINION_DONE, Step.WITHDRAW): (State.WITHDRAWN, COUNTER),
    (State.RETURNED, Step.WITHDRAW): (State.WITHDRAWN, COUNTER),
}

# While a case is in one of these, its contents are the counter's to change; afterwards they stand still.
AT_COUNTER = frozenset({State.DRAFT, State.SUBMITTED, State.OPINION_DONE, State.RETURNED})
EDITABLE = frozenset({State.DRAFT})
# With the reviewer, and not proposed yet.
IN_REVIEW = frozenset({State.RECEIVED, State.INQUIRY, State.REVIEW})
ENDED = frozenset({State.APPROVED, State.DENIED, State.WITHDRAWN})


def after(state: str, step: Step) -> State:
    """The state after the step. Raises StepNotAllowed."""
    try:
        return NEXT[State(state), step][0]
    except KeyError:
        raise StepNotAllowed(
            f"いまは「{State(state).label}」のため、「{step.label}」は行えません。画面を開き直して、状態をご確認ください。"
        ) from None


def is_allowed(state: str, step: Step) -> bool:
    return (State(state), step) in NEXT
