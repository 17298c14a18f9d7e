"""月. A calendar month of the office: how it is named, where it begins and ends, and which one a page was asked for."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

from django.utils import timezone

from councils.era import PartialDate

EARLIEST = 2000


@dataclass(frozen=True, order=True)
class Month:
    year: int
    number: int

    @classmethod
    def now(cls) -> Self:
        today = timezone.localdate()
        return cls(today.year, today.month)

    @classmethod
    def asked(cls, text: str) -> Self:
        """2026-11, as in an address; what cannot be read, or has not begun, is the present month."""
        try:
            found = date.fromisoformat(f"{text}-01")
        except ValueError:
            return cls.now()
        month = cls(found.year, found.month)
        return month if month.year >= EARLIEST and month <= cls.now() else cls.now()

    @property
    def before(self) -> Self:
        return self._moved(-1)

    @property
    def after(self) -> Self | None:
        """None where the next month has not begun."""
        following = self._moved(1)
        return following if following <= self.now() else None

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def span(self) -> tuple[datetime, datetime]:
        """From the first moment of this month to the first of the next, as the office's clock has it."""
        return _midnight(self.first), _midnight(self._moved(1).first)

    @property
    def label(self) -> str:
        return PartialDate(self.year, self.number, 1).wareki().removesuffix("1日")

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    def _moved(self, by: int) -> Self:
        year, number = divmod(self.year * 12 + self.number - 1 + by, 12)
        return type(self)(year, number + 1)


def months_after(day: date, months: int) -> date:
    """期間の末日. Of so many months that begin on the day after (初日不算入).

    It ends the day before the one that answers to its first; where there is none, with the month.
    Source: 民法 第140条, 第143条 2項.
    """
    begins = day + timedelta(days=1)
    answering = due_in(begins, months, begins.day)
    return answering - timedelta(days=1) if answering.day == begins.day else answering


def due_in(day: date, months: int, due_day: int) -> date:
    """期日. The due day in the month that is so many months after the month of this day, or that month's last."""
    year, number = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, number + 1, min(due_day, monthrange(year, number + 1)[1]))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def rate(part: int, whole: int) -> str:
    """割合, e.g. 66.7％; of nothing there is none."""
    return f"{part / whole:.1%}".replace("%", "％") if whole else "－"
