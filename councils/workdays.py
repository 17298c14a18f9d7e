"""開庁日. The days on which a council works: neither weekend nor 祝日 nor the turn of the year (12月29日〜1月3日)."""

from datetime import date, timedelta
from functools import cache, lru_cache

import jpholiday

_TURN_OF_YEAR = frozenset({(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)})
_SATURDAY = 5


@cache
def is_workday(day: date) -> bool:
    """Source: 行政機関の休日に関する法律 第1条, which councils follow."""
    is_closed = day.weekday() >= _SATURDAY or (day.month, day.day) in _TURN_OF_YEAR
    return not is_closed and not jpholiday.is_holiday(day)


def workday_from(day: date) -> date:
    """The day itself, or the first working day after it."""
    while not is_workday(day):
        day += timedelta(days=1)
    return day


def workday_after(day: date, count: int) -> date:
    """The working day that many working days after this day; with 0 the first working day from it."""
    for _ in range(count):
        day = workday_from(day + timedelta(days=1))
    return workday_from(day)


def workdays_before(day: date, count: int) -> date:
    """The day that lies so many working days before: what began earlier has waited longer."""
    while count:
        day -= timedelta(days=1)
        count -= is_workday(day)
    return day


# A list asks of few days, each many times.
@lru_cache(maxsize=4_096)
def workdays_since(begun: date, today: date) -> int:
    """開庁日で数えた日数. The day itself is not counted."""
    days = range(begun.toordinal() + 1, today.toordinal() + 1)
    return sum(is_workday(date.fromordinal(day)) for day in days)
