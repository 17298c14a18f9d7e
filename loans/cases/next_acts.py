"""次に何を、誰が、いつまでに. On every case, in every state, for both desks: one table of rules.

What still stands in the way at the counter, and the button, are of the page of one case; what, who and by when are
asked of a page of a list too (`in_short`).
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils import timezone

from councils.access import may
from councils.era import wareki
from councils.permissions import Permission
from councils.tenancy import Actor
from loans.applications.missing import Lack, is_being_checked, missing
from loans.applications.models import Application
from loans.applications.returned import item_lines
from loans.cases.parts import EVERY_PART
from loans.cases.waiting import By, Waiting, When, waiting_of
from loans.states import State
from loans.talk.life import ASKED_IN, CorrectionState
from loans.talk.models import Side
from loans.talk.people import side_of


@dataclass(frozen=True)
class Short:
    """何を、誰が、いつまでに. by_when is "" where nobody has set a day; is_late says that it has passed."""

    what: str
    who: str
    by_when: str
    is_late: bool


@dataclass(frozen=True)
class NextAct:
    """sentence says what is awaited; lacking what is missing; address and label make the button."""

    sentence: str
    lacking: list[Lack] = field(default_factory=list)
    address: str = ""
    label: str = ""
    is_link: bool = False
    who: str = ""
    by_when: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class Rule:
    """何を (as the counter reads it, as the office does), 誰が、いつまでに."""

    at_counter: str
    in_office: str
    by: By
    until: When


RULES: dict[State, Rule] = {
    State.DRAFT: Rule("申込書をそろえて、受け付ける", "市区町村社協で申込書を直す", By.COUNSELLOR, When.RETURN),
    State.SUBMITTED: Rule(
        "市区町村社協の意見を付ける", "市区町村社協の意見を付ける", By.COUNSELLOR, When.RETURN_OR_FORWARD
    ),
    State.OPINION_DONE: Rule("内容を確かめて、進達する", "市区町村社協から進達する", By.CHIEF, When.RETURN_OR_FORWARD),
    State.FORWARDED: Rule("都道府県社協の受付を待つ", "受け付ける", By.REVIEWER, When.RECEIVE),
    State.RECEIVED: Rule("都道府県社協の確認を待つ", "内容を確かめて、照会か審査に進む", By.REVIEWER, When.REVIEW),
    State.RETURNED: Rule("返戻の項目を直して、答える", "市区町村社協の補正を待つ", By.COUNSELLOR, When.RETURN),
    State.INQUIRY: Rule("都道府県社協の情報照会を待つ", "情報照会の結果を待つ", By.OFFICER, When.REVIEW),
    State.REVIEW: Rule("都道府県社協の審査を待つ", "審査票を書いて、起案する", By.REVIEWER, When.REVIEW),
    State.APPROVAL: Rule("都道府県社協の決裁を待つ", "決裁する", By.RANK, When.DECIDE),
    State.APPROVED: Rule("決定通知書を申込者へ渡す", "市区町村社協から決定通知書を渡す", By.COUNSELLOR, When.NEVER),
    State.DENIED: Rule(
        "申込者へ知らせ、ほかの支援を一緒に考える", "市区町村社協から申込者へ知らせる", By.COUNSELLOR, When.NEVER
    ),
    State.WITHDRAWN: Rule("することはありません", "することはありません", By.NOBODY, When.NEVER),
}
# While the office waits for an answer that holds it up, this comes first, whatever the state.
CORRECTION = Rule("補正の依頼に答える", "市区町村社協の回答を待つ", By.COUNSELLOR, When.CORRECTION)
ANSWERED = Rule("都道府県社協が回答を確かめる", "補正の依頼への回答を確かめる", By.REVIEWER, When.REVIEW)

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


def in_short(
    applications: Sequence[Application], by: Actor, *, there: Container[str] = EVERY_PART
) -> dict[UUID, Short]:
    """For a page of a list: a handful of queries, however many rows. there: the parts that are worth a question."""
    known = waiting_of(applications, by, there=there)
    return {application.id: _short(application, known, by) for application in applications}


def short(application: Application, by: Actor, *, there: Container[str] = EVERY_PART) -> Short:
    return in_short([application], by, there=there)[application.id]


def _short(application: Application, known: Waiting, by: Actor) -> Short:
    rule = _rule(application, known)
    until = known.until(application, rule.until)
    return Short(
        rule.at_counter if side_of(by) == Side.COUNTER else rule.in_office,
        known.who(application, rule.by),
        wareki(until) if until else "",
        _is_past(until),
    )


def _rule(application: Application, known: Waiting) -> Rule:
    if known.is_asked(application):
        return CORRECTION
    if known.is_answered(application):
        return ANSWERED
    return RULES[State(application.state)]


def _is_past(until: date | None) -> bool:
    return until is not None and until < timezone.localdate()


def next_act(application: Application, *, by: Actor) -> NextAct:
    """次の対応, on the counter's page of a case."""
    act = awaited(application, by)
    told = short(application, by)
    return NextAct(act.sentence, act.lacking, act.address, act.label, act.is_link, told.who, told.by_when, told.is_late)


def awaited(application: Application, by: Actor) -> NextAct:
    """何を待っているか, without who and by when."""
    state = State(application.state)
    if state in ASKED_IN and application.corrections.filter(state=CorrectionState.OPEN).exists():
        return NextAct("県社協から補正の依頼があります。「補正の依頼」の欄で答えてください。")
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
    if any(not line.is_met for line in item_lines(application)):
        return NextAct("返戻の項目に答えると、進達できます。", [], "loans:answer_return", "返戻に答える", is_link=True)
    if not may(by, Permission.FORWARD):
        return NextAct("責任者の進達を待っています。責任者に声をかけてください。")
    if is_being_checked(application):
        return NextAct("書類のファイルを確認しています。終わると、進達できます。")
    return NextAct("責任者が内容を確かめて、進達してください。", [], "loans:forward", "確かめて進達する", is_link=True)


def _returned(application: Application, by: Actor) -> NextAct:
    if any(not line.is_met for line in item_lines(application)):
        words = "返戻されました。理由を確かめ、項目ごとに答えるか、申込書や書類を直してください。"
        return NextAct(words, [], "loans:answer_return", "返戻に答える", is_link=True)
    if lacking := missing(application):
        return NextAct("返戻の項目に答えました。進達するには、次のことが必要です。", lacking)
    words = "返戻の項目に答えました。申込書を直さないときは、付けた意見のまま進達へ回せます。"
    return NextAct(words, [], "loans:resume", "直さずに進達へ回す")
