"""記録の検索条件. What an auditor asks of the trail: identifiers and days alone, so that it may stand in an address."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from councils.era import wareki
from councils.trail.models import TrailRow

_MARK = "~"


@dataclass(frozen=True)
class Asked:
    """What is left out is not asked."""

    case: UUID | None = None
    subject: UUID | None = None
    staff: int | None = None
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, query: QueryDict) -> "Asked":
        """What cannot be read is not asked: an address is no form, and nobody typed it."""
        return cls(
            _read(UUID, query.get("case")),
            _read(UUID, query.get("subject")),
            _read(_row_id, query.get("staff")),
            _read(_day, query.get("since")),
            _read(_day, query.get("until")),
        )

    def address(self, **changes: Any) -> str:
        """The question as the end of an address, with something added, or (None) taken out."""
        facts = {**self.facts(), **changes}
        return "?" + urlencode({name: value for name, value in facts.items() if value not in (None, "")})

    def facts(self) -> dict[str, Any]:
        facts = {"case": self.case, "subject": self.subject, "staff": self.staff}
        return {name: value for name, value in {**facts, "since": self.since, "until": self.until}.items() if value}

    def names(self) -> list[str]:
        """What it was asked by, for the trail's own row."""
        facts = dict.fromkeys("period" if name in ("since", "until") else name for name in self.facts())
        return list(facts)

    def rows(self, prefecture_id: str) -> QuerySet[TrailRow]:
        """Newest first. The tenant is named, though the policy names it too: every index begins with it."""
        rows = TrailRow.objects.filter(prefecture_id=prefecture_id, **dict(self._conditions()))
        return rows.order_by("-at", "-id")

    def _conditions(self) -> Iterator[tuple[str, Any]]:
        if self.case:
            yield "case_id", self.case
        if self.subject:
            yield "subject_id", self.subject
        if self.staff:
            yield "staff_id", self.staff
        if self.since:
            yield "at__gte", start_of(self.since)
        if self.until:
            yield "at__lt", start_of(self.until + timedelta(days=1))


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def after(rows: QuerySet[TrailRow], mark: str) -> QuerySet[TrailRow]:
    """The rows after the mark; a mark that cannot be read starts anew."""
    at, _, row_id = mark.partition(_MARK)
    try:
        moment, last = datetime.fromisoformat(at).astimezone(), int(row_id)
    except (ValueError, OverflowError):
        return rows
    # The first bound says nothing new; but it is a range of the index, which the other two are not.
    return rows.filter(at__lte=moment).filter(Q(at__lt=moment) | Q(id__lt=min(last, 2**62)))


def mark_of(row: TrailRow) -> str:
    return f"{row.at.isoformat()}{_MARK}{row.pk}"


def _row_id(text: str) -> int:
    number = int(text)
    if not 0 < number < 2**62:
        raise ValueError
    return number


def _day(text: str) -> date:
    """A day that a page can say: the ends of the calendar are in no era, and have no midnight after them."""
    day = date.fromisoformat(text)
    wareki(day)  # raises DateNotUnderstood, a ValueError
    return day


def _read(kind: Any, text: str | None) -> Any:
    try:
        return kind(text) if text else None
    except (ValueError, OverflowError):
        return None
