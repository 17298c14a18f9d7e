"""月. A calendar month of the office: how it is named, where it begins and ends, and which one a page was asked for."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time
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
    """その月数の後の応当日; where that month is shorter, its last day (民法143条2項)."""
    year, number = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, number + 1, min(day.day, monthrange(year, number + 1)[1]))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def rate(part: int, whole: int) -> str:
    """割合, e.g. 66.7％; of nothing there is none."""
    return f"{part / whole:.1%}".replace("%", "％") if whole else "－"
