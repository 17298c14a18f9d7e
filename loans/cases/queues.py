"""審査案件の一覧. What waits in the office, the longest waiting first; what is decided, the newest first."""

from dataclasses import dataclass

from councils.tenancy import Actor
from loans.applications.models import Application
from loans.cases.lists import Line, line_of
from loans.states import State

PAGE = 50
SIGN_TAB, ENDED_TAB = "決裁待ち", "決定済み"
TABS: dict[str, tuple[State, ...]] = {
    "受付待ち": (State.FORWARDED,),
    "確認中": (State.RECEIVED,),
    "照会待ち": (State.INQUIRY,),
    "審査中": (State.REVIEW,),
    "返戻中": (State.RETURNED, State.DRAFT, State.SUBMITTED, State.OPINION_DONE),
    SIGN_TAB: (State.APPROVAL,),
    ENDED_TAB: (State.APPROVED, State.DENIED),
}


@dataclass(frozen=True)
class Tab:
    name: str
    is_current: bool


def tabs(current: str) -> list[Tab]:
    return [Tab(name, name == current) for name in TABS]


def queue_lines(by: Actor, tab: str) -> list[Line]:
    """The first 50 of a tab. One state is the index's own order; of several, the first 50 of each are put together."""
    rows = Application.objects.filter(prefecture_id=by.prefecture_id)
    order = ("-forwarded_at", "-id") if tab == ENDED_TAB else ("forwarded_at", "id")
    first, *more = [rows.filter(state=state).order_by(*order)[:PAGE] for state in TABS[tab]]
    page = first.union(*more, all=True).order_by(*order)[:PAGE] if more else first
    return [line_of(row) for row in page]
