"""次の番. Whose turn a case is, in which states a list looks for it, and until when."""

from dataclasses import dataclass

from councils.access import may
from councils.permissions import Permission
from councils.tenancy import Actor
from loans.applications.missing import Lack
from loans.applications.models import Application
from loans.cases.next_acts import awaited
from loans.states import State

APPLICANT = (State.DRAFT, State.RETURNED)
COUNTER = (State.SUBMITTED, State.OPINION_DONE)
OFFICE = (State.FORWARDED, State.RECEIVED, State.INQUIRY, State.REVIEW, State.APPROVAL)
OPEN = (*APPLICANT, *COUNTER, *OFFICE)
CLOSED = (State.APPROVED, State.DENIED, State.WITHDRAWN)

_MOST_LACKING = 4
_WHOSE = {
    **dict.fromkeys(APPLICANT, "申込者・市区町村社協"),
    **dict.fromkeys(COUNTER, "市区町村社協"),
    **dict.fromkeys(OFFICE, "都道府県社協"),
}
_IN_OFFICE = {
    State.FORWARDED: "県社協で受け付けてください。",
    State.RECEIVED: "情報照会を依頼するか、審査に入ってください。",
    State.INQUIRY: "情報照会の結果を待っています。",
    State.REVIEW: "審査票を書いて、起案してください。",
    State.APPROVAL: "決裁の順番を待っています。",
    State.APPROVED: "貸付が決定しました。",
    State.DENIED: "不承認となりました。",
    State.WITHDRAWN: "取り下げられた申込です。",
}


@dataclass(frozen=True)
class Turn:
    """次の番. whose is "" once a case has ended; lacking at most four, more the rest of them."""

    whose: str
    sentence: str
    lacking: tuple[Lack, ...] = ()
    more: int = 0


def turn(application: Application, *, by: Actor) -> Turn:
    state = State(application.state)
    whose = _WHOSE.get(state, "")
    if not may(by, Permission.APPLY):
        return Turn(whose, _IN_OFFICE.get(state, "市区町村社協の補正を待っています。"))
    act = awaited(application, by)
    lacking = tuple(act.lacking[:_MOST_LACKING])
    return Turn(whose, act.sentence, lacking, len(act.lacking) - len(lacking))
