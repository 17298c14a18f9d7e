"""審査案件の一覧. What waits in the office, longest waiting first; what has ended, newest first."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from councils.tenancy import Actor
from loans.applications.models import Application
from loans.cases.lists import Line, line_of
from loans.review.models import Review
from loans.states import ENDED, State

PAGE = 50
SIGN_TAB, ENDED_TAB, WITHDRAWN_TAB = "決裁待ち", "決定済み", "取下げ"
TABS: dict[str, tuple[State, ...]] = {
    "受付待ち": (State.FORWARDED,),
    "確認中": (State.RECEIVED,),
    "照会待ち": (State.INQUIRY,),
    "審査中": (State.REVIEW,),
    "返戻中": (State.RETURNED, State.DRAFT, State.SUBMITTED, State.OPINION_DONE),
    SIGN_TAB: (State.APPROVAL,),
    ENDED_TAB: (State.APPROVED, State.DENIED),
    WITHDRAWN_TAB: (State.WITHDRAWN,),
}
NEWEST_FIRST = frozenset({ENDED_TAB, WITHDRAWN_TAB})


@dataclass(frozen=True)
class Tab:
    """count None where it is not counted: what has ended grows without end."""

    name: str
    count: int | None
    is_current: bool


@dataclass(frozen=True)
class Queue:
    """One page; `after` is the mark of the next, "" on the last."""

    rows: list[Line]
    after: str


def waiting(by: Actor) -> Counter[str]:
    """件数 of what waits, by tab. One grouped query on application_queue, limited to what is open."""
    open_states = [state for state in State if state not in ENDED]
    rows = Application.objects.filter(prefecture_id=by.prefecture_id, state__in=open_states, forwarded_at__isnull=False)
    by_state = dict(rows.order_by().values_list("state").annotate(Count("id")))
    return Counter({tab: sum(by_state.get(state, 0) for state in states) for tab, states in TABS.items()})


def start(counts: Counter[str]) -> str:
    """はじめに開く一覧: the first in which something waits."""
    return next((tab for tab in TABS if counts[tab]), next(iter(TABS)))


def tabs(counts: Counter[str], current: str) -> list[Tab]:
    return [Tab(name, None if name in NEWEST_FIRST else counts[name], name == current) for name in TABS]


def queue_lines(by: Actor, tab: str, *, after: str = "") -> Queue:
    """50 of a tab. One state is the index's own order; of several, the first of each are put together."""
    is_newest_first = tab in NEWEST_FIRST
    order = ("-forwarded_at", "-id") if is_newest_first else ("forwarded_at", "id")
    rows = _beyond(Application.objects.filter(prefecture_id=by.prefecture_id), after, is_newest_first=is_newest_first)
    first, *more = [rows.filter(state=state).order_by(*order)[: PAGE + 1] for state in TABS[tab]]
    page = list(first.union(*more, all=True).order_by(*order)[: PAGE + 1] if more else first)
    last = page[PAGE - 1] if len(page) > PAGE else None
    return Queue(_marked(page[:PAGE]), f"{last.forwarded_at.isoformat()}~{last.id}" if last else "")


def _beyond(rows: Any, mark: str, *, is_newest_first: bool) -> Any:
    """The rows after the mark; a mark that cannot be read starts anew."""
    at, _, row_id = mark.partition("~")
    try:
        moment, last = datetime.fromisoformat(at).astimezone(), UUID(row_id)
    except (ValueError, OverflowError):
        return rows
    # The first bound says nothing new; but it is a range of the index, which the other two are not.
    if is_newest_first:
        return rows.filter(forwarded_at__lte=moment).filter(Q(forwarded_at__lt=moment) | Q(id__lt=last))
    return rows.filter(forwarded_at__gte=moment).filter(Q(forwarded_at__gt=moment) | Q(id__gt=last))


def _marked(page: list[Application]) -> list[Line]:
    """差戻し stands for 審査中 where a rank has sent the proposal back."""
    in_review = [row.id for row in page if row.state == State.REVIEW]
    back = set(
        Review.objects.filter(application_id__in=in_review, sent_back_at__isnull=False).values_list(
            "application_id", flat=True
        )
    )
    return [replace(line_of(row), state="差戻し", kind="returned") if row.id in back else line_of(row) for row in page]
