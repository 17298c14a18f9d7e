"""審査案件の一覧. What waits in the office, longest waiting first; what has ended, newest first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.utils import timezone

from councils.settings.values import value_of
from councils.tenancy import Actor
from councils.workdays import workdays_before, workdays_since
from loans.applications.models import Application
from loans.cases.asked import Asked
from loans.cases.lists import CAP, Line, capped, line_of, start_of, with_next
from loans.cases.settings import OFFICE_DAYS
from loans.cases.waits import OFFICE
from loans.review.models import Review
from loans.states import State

PAGE = 50
MINE_TAB, UNASSIGNED_TAB, BACK_TAB = "自分の担当", "未割当", "差戻し中"
SIGN_TAB, ENDED_TAB, WITHDRAWN_TAB = "決裁待ち", "決定済み", "取下げ"
TABS: dict[str, tuple[State, ...]] = {
    MINE_TAB: (State.RECEIVED, State.INQUIRY, State.REVIEW, State.APPROVAL),
    UNASSIGNED_TAB: (State.FORWARDED,),
    "確認中": (State.RECEIVED,),
    "照会待ち": (State.INQUIRY,),
    "審査中": (State.REVIEW,),
    BACK_TAB: (State.REVIEW,),
    "返戻中": (State.RETURNED, State.DRAFT, State.SUBMITTED, State.OPINION_DONE),
    SIGN_TAB: (State.APPROVAL,),
    ENDED_TAB: (State.APPROVED, State.DENIED),
    WITHDRAWN_TAB: (State.WITHDRAWN,),
}
NEWEST_FIRST = frozenset({ENDED_TAB, WITHDRAWN_TAB})


@dataclass(frozen=True)
class Tab:
    """count "" where it is not counted: what has ended grows without end; "99+" beyond that."""

    name: str
    count: str
    is_current: bool


@dataclass(frozen=True)
class Queue:
    """One page; `after` is the mark of the next, "" on the last."""

    rows: list[Line]
    after: str


def office_cutoff(by: Actor, today: date) -> date:
    """What was forwarded before this day has waited longer than the prefecture's measure."""
    return workdays_before(today, int(value_of(by.prefecture_id, OFFICE_DAYS.name)))


def waiting(by: Actor) -> Counter[str]:
    """件数 of what waits, by tab, each counted to 99 and no further: one query, whatever the prefecture holds."""
    found = [
        part.annotate(tab=Value(tab, output_field=CharField())).order_by().values_list("tab", flat=True)[: CAP + 1]
        for tab in TABS
        if tab not in NEWEST_FIRST
        for part in parts(by, Asked(view=tab), late=date.min)
    ]
    first, *more = found
    return Counter(first.union(*more, all=True))


def start(counts: Counter[str]) -> str:
    """はじめに開く一覧: the first in which something waits."""
    return next((tab for tab in TABS if counts[tab]), UNASSIGNED_TAB)


def tabs(counts: Counter[str], current: str) -> list[Tab]:
    return [Tab(name, "" if name in NEWEST_FIRST else capped(counts[name]), name == current) for name in TABS]


def parts(by: Actor, asked: Asked, *, late: date) -> list[Any]:
    """One for each state: of one state the index has the order of the list already; no part needs sorting."""
    rows = _narrowed(by, asked, late)
    states = [state for state in TABS[asked.view] if asked.state in ("", state)]
    return [rows.filter(state=state) for state in states]


def _narrowed(by: Actor, asked: Asked, late: date) -> Any:
    rows = Application.objects.filter(prefecture_id=by.prefecture_id, forwarded_at__isnull=False)
    if asked.view == MINE_TAB:
        rows = rows.filter(received_by=by.person_id)
    if asked.view == BACK_TAB:
        back = Review.objects.filter(prefecture_id=OuterRef("prefecture_id"), application_id=OuterRef("pk"))
        rows = rows.filter(Exists(back.filter(sent_back_at__isnull=False)))
    if asked.who:
        rows = rows.filter(received_by=asked.who)
    if asked.fund:
        rows = rows.filter(fund=asked.fund)
    if asked.since:
        rows = rows.filter(forwarded_at__gte=start_of(asked.since))
    if asked.until:
        rows = rows.filter(forwarded_at__lt=start_of(asked.until + timedelta(days=1)))
    if asked.overdue:
        rows = rows.filter(forwarded_at__lt=start_of(late), state__in=OFFICE)
    return rows


def queue_lines(by: Actor, asked: Asked, *, after: str = "", late: date) -> Queue:
    """50 of a tab. One state is the index's own order; of several, the first of each are put together."""
    is_newest_first = asked.view in NEWEST_FIRST
    found = [_beyond(part, after, is_newest_first=is_newest_first) for part in parts(by, asked, late=late)]
    page = _first(found, PAGE + 1, is_newest_first=is_newest_first)
    last = page[PAGE - 1] if len(page) > PAGE else None
    return Queue(_lines(page[:PAGE], by, late), f"{last.forwarded_at.isoformat()}~{last.id}" if last else "")


def whole_queue(by: Actor, asked: Asked, *, late: date, most: int) -> list[Line]:
    """The whole filter, not a page: at most so many and one more."""
    page = _first(parts(by, asked, late=late), most + 1, is_newest_first=asked.view in NEWEST_FIRST)
    return _lines(page, by, late)


def _first(found: list[Any], many: int, *, is_newest_first: bool) -> list[Any]:
    order = ("-forwarded_at", "-id") if is_newest_first else ("forwarded_at", "id")
    if not found:
        return []
    first, *more = [part.order_by(*order)[:many] for part in found]
    return list(first.union(*more, all=True).order_by(*order)[:many] if more else first)


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


def _lines(page: list[Application], by: Actor, late: date) -> list[Line]:
    """差戻し stands for 審査中 where a rank has sent the proposal back."""
    today, back = timezone.localdate(), _sent_back(page)
    found = with_next(page, [_line(row, today, late) for row in page], by)
    return [replace(line, state="差戻し", kind="returned") if line.id in back else line for line in found]


def _sent_back(page: Iterable[Application]) -> set[UUID]:
    in_review = [row.id for row in page if row.state == State.REVIEW]
    rows = Review.objects.filter(application_id__in=in_review, sent_back_at__isnull=False)
    return set(rows.values_list("application_id", flat=True)) if in_review else set()


def _line(row: Any, today: date, late: date) -> Line:
    """With the working days that it has waited in the office."""
    begun = timezone.localdate(row.forwarded_at)
    is_open = row.state in OFFICE
    return line_of(
        row, is_late=is_open and begun < late, waited=f"{workdays_since(begun, today)}開庁日" if is_open else ""
    )
