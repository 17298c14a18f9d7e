"""次の対応. What comes next at the counter, by whom, and what still stands in the way."""

from dataclasses import dataclass, field

from councils.access import may
from councils.permissions import Permission
from councils.tenancy import Actor
from loans.applications.missing import Lack, is_being_checked, missing
from loans.applications.models import Application
from loans.states import State


@dataclass(frozen=True)
class NextAct:
    """sentence says what is awaited; lacking what is missing; address and label make the button."""

    sentence: str
    lacking: list[Lack] = field(default_factory=list)
    address: str = ""
    label: str = ""
    is_link: bool = False


_ELSEWHERE = {
    State.FORWARDED: "都道府県社協の受付を待っています。",
    State.RECEIVED: "都道府県社協で確認しています。",
    State.INQUIRY: "都道府県社協で情報照会をしています。",
    State.REVIEW: "都道府県社協で審査しています。",
    State.APPROVAL: "都道府県社協で決裁を受けています。",
    State.APPROVED: "貸付が決定しました。決定通知書を申込者へお渡しください。",
    State.DENIED: "不承認となりました。申込者へお知らせし、ほかの支援を一緒に考えてください。",
    State.WITHDRAWN: "取り下げられた申込です。",
}


# What was complete at the receipt may lack something again: a consent taken back, somebody who has come of age.
_TAKEN_IN = frozenset({State.SUBMITTED, State.OPINION_DONE})


def next_act(application: Application, *, by: Actor) -> NextAct:
    state = State(application.state)
    if state in _ELSEWHERE:
        return NextAct(_ELSEWHERE[state])
    if state in _TAKEN_IN and (lacking := missing(application)):
        return NextAct("進達するには、次のことが必要です。", lacking)
    return {
        State.DRAFT: _draft,
        State.SUBMITTED: _submitted,
        State.OPINION_DONE: _opinion_done,
        State.RETURNED: _returned,
    }[state](application, by)


def _draft(application: Application, by: Actor) -> NextAct:
    lacking = missing(application)
    if lacking:
        return NextAct("申込を受け付けるには、次のことが必要です。", lacking)
    return NextAct(
        "申込書がそろいました。内容を相談者と確かめて、受け付けてください。", [], "loans:submit", "申込を受け付ける"
    )


def _submitted(application: Application, by: Actor) -> NextAct:
    return NextAct("市区町村社協の意見を付けてください。", [], "loans:opine", "意見を書く", is_link=True)


def _opinion_done(application: Application, by: Actor) -> NextAct:
    if not may(by, Permission.FORWARD):
        return NextAct("責任者の進達を待っています。責任者に声をかけてください。")
    if is_being_checked(application):
        return NextAct("書類のファイルを確認しています。終わると、進達できます。")
    return NextAct("責任者が内容を確かめて、進達してください。", [], "loans:forward", "都道府県社協へ進達する")


def _returned(application: Application, by: Actor) -> NextAct:
    return NextAct("返戻されました。理由を確かめ、申込書を直してください。", [], "loans:reopen", "申込書を直す")
