"""一覧. The orders of the prefecture, open ones first, and what waits for an officer's decision."""

from collections.abc import Iterator

from django.db.models import QuerySet

from inquiry.officer.actions.ask import unasked
from inquiry.officer.showing import FOR_OFFICERS, DayRow, OrderRow, moment, order_chip
from inquiry.vault.book import Book, books_of, needs_decision
from inquiry.vault.models import Emergency, Inquiry, Mishap, Person, RefusedAnswer, TakenOrder

PAGE = 50


def orders(*, is_closed: bool) -> list[OrderRow]:
    """The newest orders, with the inquiries of all of them read at once."""
    rows = TakenOrder.objects.filter(closed_at__isnull=not is_closed).order_by("-ordered_at", "pk")[:PAGE]
    found = list(rows)
    books = books_of([order.pk for order in found])
    return [
        OrderRow(
            order,
            order_chip(order, books[order.pk]),
            len(books[order.pk].persons),
            books[order.pk].persons_done(),
            moment(order.ordered_at),
        )
        for order in found
    ]


def day() -> list[DayRow]:
    """今日の一覧. Open orders with something for an officer to do; urgent ones first, then the oldest."""
    open_orders = TakenOrder.objects.filter(closed_at__isnull=True)
    found = list(open_orders.order_by("-is_urgent", "ordered_at", "pk"))
    books = books_of([order.pk for order in found])
    rows = (DayRow(order, tuple(todo(books[order.pk])), moment(order.ordered_at)) for order in found)
    return [row for row in rows if row.todo]


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


def counts() -> dict[str, int]:
    return {
        "open": TakenOrder.objects.filter(closed_at__isnull=True).count(),
        "closed": TakenOrder.objects.filter(closed_at__isnull=False).count(),
        "links": to_confirm().count(),
        "undecided": len(undecided()),
        "mishaps": Mishap.objects.filter(ended_at__isnull=True, lifted_at__isnull=True).count(),
        "emergencies": emergencies_waiting().count(),
    }


def to_confirm() -> QuerySet[Person]:
    links = (Person.Link.NEEDS_PERSON, Person.Link.PROPOSED, Person.Link.UNKNOWN)
    rows = Person.objects.filter(link__in=links, order__closed_at__isnull=True)
    return rows.select_related("order").order_by("order__ordered_at", "position")


def refused_waiting() -> int:
    """受け取らなかった回答. How many of them still wait for an officer's decision."""
    waiting = (Inquiry.State.UNKNOWN, Inquiry.State.FAILED)
    rows = RefusedAnswer.objects.filter(inquiry__settlement="", inquiry__state__in=waiting)
    return rows.filter(inquiry__order__closed_at__isnull=True).count()


def emergencies_waiting() -> QuerySet[Emergency]:
    """緊急閲覧の申出. Those that another officer may still allow."""
    return Emergency.objects.filter(allowed_at__isnull=True, refused_at__isnull=True)


def undecided() -> list[Inquiry]:
    """結果不明など, order by order. Few at any time: read whole, and judged by the one rule there is."""
    states = (Inquiry.State.UNKNOWN, Inquiry.State.STOPPED, Inquiry.State.FAILED)
    rows = Inquiry.objects.filter(state__in=states, settlement="", order__closed_at__isnull=True)
    waiting = rows.select_related("person", "order").order_by(
        "order__ordered_at", "order_id", "person__position", "kind", "pk"
    )
    return [inquiry for inquiry in waiting if needs_decision(inquiry)]
