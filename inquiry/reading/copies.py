"""副本の古さ. Whether what a provider sent was last written too long ago."""

from collections.abc import Iterable
from datetime import date, timedelta

VERSION = "OLD_COPY-1"


def is_old(updated_on: date, on: date, days: int) -> bool:
    return updated_on < on - timedelta(days=days)


def has_old(updated: Iterable[date], on: date, days: int) -> bool:
    return any(is_old(each, on, days) for each in updated)
