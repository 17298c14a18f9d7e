"""一覧. The orders of the prefecture, open ones first, and what waits for an officer's decision."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

from inquiry.officer.actions.ask import unasked
from inquiry.officer.paging import PAGE, Paged, paged
from inquiry.officer.showing import FOR_OFFICERS, DayRow, OrderRow, moment, order_chip
from inquiry.vault.book import NEEDS_DECISION, Book, books_of
from inquiry.vault.models import Emergency, Inquiry, Mishap, Person, RefusedAnswer, TakenOrder

# What a figure counts up to: it says how much waits, and costs the same however much that is.
CAP = 99
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Cut(Generic[Row]):
    """先の50件. What is behind comes up as these are worked off."""

    rows: Sequence[Row]
    is_cut: bool


def orders(mark: str, *, is_closed: bool) -> Paged[OrderRow]:
    """Newest first, a page with the inquiries of all its orders read at once."""
    found = paged([TakenOrder.objects.filter(closed_at__isnull=not is_closed)], mark, "-ordered_at")
    books = books_of([order.pk for order in found.rows])
    rows = [
        OrderRow(
            order,
            order_chip(order, books[order.pk]),
            len(books[order.pk].persons),
            books[order.pk].persons_done(),
            moment(order.ordered_at),
        )
        for order in found.rows
    ]
    return Paged(rows, found.after)


def day(mark: str) -> Paged[DayRow]:
    """今日の一覧. Of 50 open orders, urgent ones first and then the oldest, those with something for an officer."""
    open_orders = TakenOrder.objects.filter(closed_at__isnull=True)
    groups = [open_orders.filter(is_urgent=True), open_orders.filter(is_urgent=False)]
    found = paged(groups, mark, "ordered_at")
    books = books_of([order.pk for order in found.rows])
    rows = [DayRow(order, tuple(todo(books[order.pk])), moment(order.ordered_at)) for order in found.rows]
    return Paged([row for row in rows if row.todo], found.after)


def todo(book: Book) -> Iterator[str]:
    """担当者のすること, in words."""
    if count := sum(person.link in FOR_OFFICERS for person in book.persons):
        yield f"本人特定の確認（{count}人）"
    if count := sum(1 for _ in unasked(book)):
        yield f"照会を始める（{count}件）"
    if count := len(book.undecided()):
        yield f"結果不明の判断（{count}件）"
    if count := book.follower_count():
        yield f"次の照会先の判断（{count}件）"


def counts() -> dict[str, int | str]:
    """Beside the menu of every page; each "99+" where there are more."""
    return {
        "open": capped(TakenOrder.objects.filter(closed_at__isnull=True)),
        "closed": capped(TakenOrder.objects.filter(closed_at__isnull=False)),
        "links": capped(to_confirm()),
        "undecided": capped(undecided()),
        "mishaps": capped(Mishap.objects.filter(ended_at__isnull=True, lifted_at__isnull=True)),
        "emergencies": capped(emergencies_waiting()),
    }


def capped(rows: QuerySet[Row]) -> int | str:
    count = rows.order_by()[: CAP + 1].count()
    return count if count <= CAP else f"{CAP}+"


def first(rows: QuerySet[Row]) -> Cut[Row]:
    found = list(rows[: PAGE + 1])
    return Cut(found[:PAGE], len(found) > PAGE)


def to_confirm() -> QuerySet[Person]:
    links = (Person.Link.NEEDS_PERSON, Person.Link.PROPOSED, Person.Link.UNKNOWN)
    rows = Person.objects.filter(link__in=links, order__closed_at__isnull=True)
    return rows.select_related("order").order_by("order__ordered_at", "position")


def refused_waiting() -> int | str:
    """受け取らなかった回答. How many of them still wait for an officer's decision."""
    waiting = (Inquiry.State.UNKNOWN, Inquiry.State.FAILED)
    rows = RefusedAnswer.objects.filter(inquiry__settlement="", inquiry__state__in=waiting)
    return capped(rows.filter(inquiry__order__closed_at__isnull=True))


def emergencies_waiting() -> QuerySet[Emergency]:
    """緊急閲覧の申出. Those that another officer may still allow."""
    return Emergency.objects.filter(allowed_at__isnull=True, refused_at__isnull=True)


def undecided() -> QuerySet[Inquiry]:
    """結果不明など, order by order."""
    rows = Inquiry.objects.filter(NEEDS_DECISION, order__closed_at__isnull=True).select_related("person", "order")
    return rows.order_by("order__ordered_at", "order_id", "person__position", "kind", "pk")
