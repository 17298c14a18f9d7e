"""本人特定の点検. The month's list of reviews that are not closed, and the year's of links with fewer than four items.

Source: domain people-matching §7, after 総点検 Q8 and Q9: a partial match is linked only by officers and on record.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from councils.era import PartialDate
from inquiry.officer.officers import names_of
from inquiry.officer.paging import PAGE
from inquiry.officer.queues import to_confirm
from inquiry.officer.showing import moment
from inquiry.vault import links
from inquiry.vault.models import Inquiry, Link, Person


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """点検の行."""

    person: Person
    since: str
    days: int
    words: str


@dataclass(frozen=True, slots=True, repr=False)
class SelfCheck:
    """点検. partial must be 0: the database takes no such link."""

    months: Sequence[tuple[str, int]]
    waiting: Sequence[Row]
    unchecked: Sequence[Row]
    year: str
    linked: int
    partial: int
    reviewed: Sequence[Row]


def self_check() -> SelfCheck:
    waiting = to_confirm()
    begins = _year_begins(timezone.localdate())
    made = Link.objects.filter(created_at__date__gte=begins)
    return SelfCheck(
        months=_months(waiting),
        waiting=[_waiting(person) for person in waiting[:PAGE]],
        unchecked=_unchecked(),
        year=f"{PartialDate(begins.year).wareki().split('（')[0]}度",
        linked=made.count(),
        partial=made.filter(_is_partial()).count(),
        reviewed=[_reviewed(link) for link in _newest(made.filter(agreeing__lt=4))],
    )


def asked_count(person: Person) -> int:
    """How many inquiries were made about a person through the link that stands."""
    rows = Inquiry.objects.filter(person=person)
    return rows.exclude(settlement__in=(Inquiry.Settlement.ASKED_ANEW, Inquiry.Settlement.UNLINKED)).count()


def _is_partial() -> Q:
    """Fewer than four items, and not on two officers' word, nor waiting for the second's."""
    is_two = Q(proposal__confirmed_by__isnull=False) & ~Q(proposal__confirmed_by=F("proposal__proposed_by"))
    return Q(agreeing__lt=4, ended_at__isnull=True) & ~is_two & Q(proposal__alone_at__isnull=True)


def _months(waiting: QuerySet[Person]) -> list[tuple[str, int]]:
    months = waiting.order_by().annotate(month=TruncMonth("order__ordered_at")).values_list("month", flat=True)
    counted = Counter(month.date() for month in months)
    return [
        (f"{PartialDate(month.year, month.month).wareki().split('（')[0]}", counted[month]) for month in sorted(counted)
    ]


def _waiting(person: Person) -> Row:
    since = person.order.ordered_at
    return Row(person, moment(since), _days(since), person.link_sentence)


def _unchecked() -> list[Row]:
    rows = links.unchecked().select_related("person", "person__order").order_by("alone_at", "pk")[:PAGE]
    names = names_of([row.proposed_by for row in rows])
    return [
        Row(row.person, moment(row.created_at), _days(row.created_at), names.get(row.proposed_by, "")) for row in rows
    ]


def _newest(rows: QuerySet[Link]) -> list[Link]:
    return list(rows.select_related("person", "person__order", "proposal").order_by("-created_at", "pk")[:PAGE])


def _reviewed(link: Link) -> Row:
    proposal = link.proposal
    why = f"{proposal.get_reason_display()}・{proposal.get_evidence_display()}" if proposal else ""
    ended = "（解除済み）" if link.ended_at else ""
    return Row(link.person, moment(link.created_at), _days(link.created_at), f"{link.agreeing}項目　{why}{ended}")


def _days(since: datetime) -> int:
    return (timezone.localdate() - timezone.localtime(since).date()).days


def _year_begins(today: date) -> date:
    """年度."""
    return date(today.year if today.month >= 4 else today.year - 1, 4, 1)
