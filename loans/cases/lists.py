"""担当案件の一覧. Newest first by keyset: page 1,001 costs what page 1 costs (speed.md)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone

from councils.era import wareki
from councils.look.words import yen
from councils.settings.values import value_of
from councils.tenancy import Actor
from councils.workdays import workdays_before, workdays_since
from loans.applications.models import Application, Return
from loans.cases.asked import Asked, fund_names
from loans.cases.next_acts import Short, in_short
from loans.cases.settings import COUNTER_DAYS
from loans.cases.waits import APPLICANT, COUNTER, OFFICE, OPEN
from loans.consultations.models import Consultation
from loans.states import ConsultationState, State

PAGE, TALKS, CAP = 50, 20, 99
ALL = "all"
# tile -> what it is called, and the states that it looks for; None: all
TILES: dict[str, tuple[str, tuple[State, ...] | None]] = {
    "mine": ("自分の担当", OPEN),
    "applicant": ("申込者待ち", APPLICANT),
    "counter": ("社協で対応", COUNTER),
    "office": ("県社協待ち", OFFICE),
    "overdue": ("期限切れ", OPEN),
    ALL: ("すべて", None),
}
KINDS = {
    State.DRAFT: "neutral",
    State.RETURNED: "returned",
    State.APPROVED: "good",
    State.DENIED: "bad",
    State.WITHDRAWN: "closed",
}
NAMELESS = "お名前未確認"
TALK_KINDS = {ConsultationState.OPEN: "active"}
# Before the first 進達 a case counts its days from the draft; after a return the day of the return counts.
_BEGUN = (State.DRAFT, State.SUBMITTED, State.OPINION_DONE)


@dataclass(frozen=True)
class Line:
    """number is the one that the office speaks of, once it has one; due the day by which a return is to be answered."""

    id: Any
    number: str
    receipt_number: str
    prefectural_number: str
    name: str
    kana: str
    fund: str
    amount: str
    state: str
    kind: str
    when: str
    who: str
    due: str = ""
    is_late: bool = False
    waited: str = ""
    amount_yen: int | None = None
    next: Short | None = None
    unread: int = 0


@dataclass(frozen=True)
class Talk:
    id: Any
    name: str
    kana: str
    when: str
    who: str
    state: str


@dataclass(frozen=True)
class Lines:
    rows: list[Line]
    before: str


@dataclass(frozen=True)
class Tile:
    """figure is "" where it would grow without end, "99+" beyond that."""

    name: str
    label: str
    figure: str
    is_current: bool
    is_late: bool = False


def cutoff(by: Actor, today: date) -> date:
    """What began before this day has waited longer than the prefecture's measure."""
    return workdays_before(today, int(value_of(by.prefecture_id, COUNTER_DAYS.name)))


def desk_lines(by: Actor, asked: Asked, *, before: str, late: date) -> Lines:
    """50 of the council's cases. The tenant is named, though the policy names it too: the index begins with it."""
    found = parts(by, asked, late=late)
    page = _first([_older(part, before) for part in found], PAGE + 1) if found else []
    more = page[PAGE - 1] if len(page) > PAGE else None
    return Lines(_desk_lines(page[:PAGE], by, late), _mark(more) if more else "")


def whole(by: Actor, asked: Asked, *, late: date, most: int) -> list[Line]:
    """The whole filter, not a page: at most so many and one more."""
    found = parts(by, asked, late=late)
    return _desk_lines(_first(found, most + 1) if found else [], by, late)


def parts(by: Actor, asked: Asked, *, late: date) -> list[Any]:
    """One for each state: of one state the index has the order of the list already; no part needs sorting."""
    rows = _narrowed(by, asked)
    states = TILES.get(asked.view, TILES[ALL])[1]
    if asked.state:
        states = tuple(state for state in states or tuple(State) if state == asked.state)
    if asked.overdue or asked.view == "overdue":
        return _overdue(rows, states or OPEN, late)
    return [rows] if states is None else [rows.filter(state=state) for state in states]


def _narrowed(by: Actor, asked: Asked) -> Any:
    rows = Application.objects.filter(municipal_council_id=by.council_id)
    if asked.view == "mine":
        rows = rows.filter(counsellor_id=by.person_id)
    if asked.who:
        rows = rows.filter(counsellor_id=asked.who)
    if asked.fund:
        rows = rows.filter(fund=asked.fund)
    if asked.since:
        rows = rows.filter(created_at__gte=start_of(asked.since))
    if asked.until:
        rows = rows.filter(created_at__lt=start_of(asked.until + timedelta(days=1)))
    due = Return.objects.filter(
        prefecture_id=OuterRef("prefecture_id"), application_id=OuterRef("pk"), answered_at__isnull=True
    )
    return rows.annotate(due_on=Subquery(due.values("due_on")[:1], output_field=DateField()))


def _overdue(rows: Any, states: tuple[State, ...], late: date) -> list[Any]:
    begun = [
        rows.filter(state=state, forwarded_at__isnull=True, created_at__lt=start_of(late))
        for state in _BEGUN
        if state in states
    ]
    back = Return.objects.filter(
        prefecture_id=OuterRef("prefecture_id"),
        application_id=OuterRef("pk"),
        answered_at__isnull=True,
        due_on__lt=timezone.localdate(),
    )
    returned = [
        rows.filter(Exists(back), state=state, forwarded_at__isnull=False)
        for state in (State.RETURNED, *_BEGUN)
        if state in states
    ]
    return begun + returned


def _first(found: list[Any], many: int) -> list[Any]:
    order = ("-created_at", "id")
    first, *more = [part.order_by(*order)[:many] for part in found]
    return list(first.union(*more, all=True).order_by(*order)[:many] if more else first)


def tiles(by: Actor, asked: Asked, *, late: date) -> list[Tile]:
    """件数, each counted to 99 and no further: a tile costs the same however many cases a council has."""
    found = [
        part.annotate(tile=Value(name, output_field=CharField())).order_by().values_list("tile", flat=True)[: CAP + 1]
        for name in TILES
        if name != ALL
        for part in parts(by, Asked(view=name), late=late)
    ]
    first, *more = found
    counts = Counter(first.union(*more, all=True))
    return [_tile(name, counts[name], asked) for name in TILES]


def _tile(name: str, count: int, asked: Asked) -> Tile:
    figure = "" if name == ALL else capped(count)
    is_late = name == "overdue" and count > 0
    return Tile(name, TILES[name][0], figure, name == (asked.view or ALL), is_late)


def capped(count: int) -> str:
    return str(count) if count <= CAP else f"{CAP}+"


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))


def _older(rows: Any, before: str) -> Any:
    """The rows after the mark; a mark that cannot be read starts anew."""
    at, _, row_id = before.partition("~")
    try:
        moment, last = datetime.fromisoformat(at).astimezone(), UUID(row_id)
    except (ValueError, OverflowError):
        return rows
    # The first bound says nothing new; but it is a range of the index, which the other two are not.
    return rows.filter(created_at__lte=moment).filter(Q(created_at__lt=moment) | Q(id__gt=last))


def _mark(row: Application) -> str:
    return f"{row.created_at.isoformat()}~{row.id}"


def _desk_lines(page: list[Any], by: Actor, late: date) -> list[Line]:
    today = timezone.localdate()
    return with_next(page, [_desk_line(row, today, late) for row in page], by)


def with_next(page: Sequence[Application], lines: Sequence[Line], by: Actor) -> list[Line]:
    """次に何を、誰が、いつまでに, beside each."""
    known = in_short(page, by)
    return [replace(line, next=known[line.id]) for line in lines]


def _desk_line(row: Any, today: date, late: date) -> Line:
    """With the day of an open return, and the working days that it has waited at the counter."""
    begun = timezone.localdate(row.created_at)
    is_begun = row.state in _BEGUN and row.forwarded_at is None
    is_late = row.due_on < today if row.due_on else is_begun and begun < late
    waited = f"{workdays_since(begun, today)}開庁日" if is_begun else ""
    return line_of(row, due=wareki(row.due_on) if row.due_on else "", is_late=is_late, waited=waited)


def line_of(row: Application, *, due: str = "", is_late: bool = False, waited: str = "") -> Line:
    state = State(row.state)
    return Line(
        row.id,
        row.prefectural_number or row.receipt_number,
        row.receipt_number,
        row.prefectural_number or "",
        row.applicant_name,
        row.applicant_kana,
        fund_names().get(row.fund, row.fund),
        "" if row.amount_yen is None else yen(row.amount_yen),
        state.label,
        KINDS.get(state, "active"),
        wareki(timezone.localdate(row.forwarded_at or row.created_at)),
        row.counsellor_name,
        due,
        is_late,
        waited,
        row.amount_yen,
    )


def open_consultations(by: Actor) -> list[Talk]:
    """相談中. Talks that are neither an application nor ended, the newest 20."""
    rows = Consultation.objects.filter(municipal_council_id=by.council_id)
    return _newest(rows.filter(state=ConsultationState.OPEN))


def past_consultations(by: Actor) -> list[Talk]:
    """最近の相談. Those that became an application or ended, the newest 20."""
    rows = Consultation.objects.filter(municipal_council_id=by.council_id)
    return _newest(rows.exclude(state=ConsultationState.OPEN))


def _newest(rows: QuerySet[Consultation]) -> list[Talk]:
    return [
        Talk(
            row.id,
            row.client_name or NAMELESS,
            row.client_kana,
            wareki(row.came_on),
            row.counsellor_name,
            ConsultationState(row.state).label,
        )
        for row in rows.order_by("-created_at", "id")[:TALKS]
    ]
