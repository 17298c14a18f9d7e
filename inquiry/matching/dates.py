"""生年月日の照合. The same day in any notation; which slip of the pen explains a difference; else another person."""

import unicodedata
from datetime import date
from functools import lru_cache

from councils.era import ERAS, DateNotUnderstood, PartialDate

from .findings import Finding, Reason, Standing
from .people import Item

_AGREES = Finding(Item.BORN, Standing.AGREES)
_SIGN = {sign: era.letter for era in ERAS for sign in (era.name[0], era.letter)}


def compare_dates(left: str, right: str, today: date) -> Finding:
    """生年月日. Equal only where the same parts are unknown."""
    if not left.strip() or not right.strip():
        return Finding(Item.BORN, Standing.MISSING, Reason.BORN_MISSING)
    first, second = _read(left, today), _read(right, today)
    if first is None or second is None:
        return Finding(Item.BORN, Standing.NEAR, Reason.BORN_UNREADABLE)
    if first.year is None or second.year is None:
        return Finding(Item.BORN, Standing.MISSING, Reason.BORN_MISSING)
    if first is second or first == second:
        return _AGREES if first.day else _same_unknown(_era_sign(left), _era_sign(right))
    return _different(first, second)


@lru_cache(maxsize=65536)  # the days of a century, in the notations that forms use
def _read(text: str, today: date) -> PartialDate | None:
    """None where the text is no date, which is a finding here, not a failure."""
    try:
        return PartialDate.parse(text, today=today)
    except DateNotUnderstood:
        return None


def _same_unknown(left_era: str, right_era: str) -> Finding:
    """昭和64年（日不詳） and 平成元年（日不詳） are one Western year, but not one entry in the register."""
    if left_era and right_era and left_era != right_era:
        return Finding(Item.BORN, Standing.NEAR, Reason.BORN_PARTLY_UNKNOWN)
    return _AGREES


def _different(first: PartialDate, second: PartialDate) -> Finding:
    slip = _slip(first, second)
    if slip is not None:
        return Finding(Item.BORN, Standing.DIFFERS, slip)
    if first.first() <= second.last() and second.first() <= first.last():
        return Finding(Item.BORN, Standing.NEAR, Reason.BORN_PARTLY_UNKNOWN)
    return Finding(Item.BORN, Standing.EXCLUDES, Reason.BORN_FAR)


def _slip(first: PartialDate, second: PartialDate) -> Reason | None:
    """書き誤り. The one slip that turns one date into the other, if any."""
    if _unknown_parts(first) != _unknown_parts(second):
        return None
    if first.year == second.year and (first.month, first.day) == (second.day, second.month):
        return Reason.BORN_SWAPPED
    if sum(a != b for a, b in zip(first.iso(), second.iso(), strict=True)) == 1:
        return Reason.BORN_ONE_DIGIT
    if first.iso()[4:] == second.iso()[4:]:
        return _year_slip(first, second)
    return None


def _year_slip(first: PartialDate, second: PartialDate) -> Reason | None:
    years, others = _era_years(first), _era_years(second)
    if set(years.values()) & set(others.values()):
        return Reason.BORN_ERA
    same_era = [(years[era], others[era]) for era in years.keys() & others.keys()]
    if any(sum(a != b for a, b in zip(f"{x:02}", f"{y:02}", strict=True)) == 1 for x, y in same_era):
        return Reason.BORN_ONE_DIGIT
    return None


def _era_years(born: PartialDate) -> dict[str, int]:
    """The day's year in each era that it can belong to: 1926 is 大正15 or 昭和元年."""
    year = born.first().year
    possible = (era for era in ERAS if born.last() >= era.begins and born.first() <= era.ends)
    return {era.letter: year - era.begins.year + 1 for era in possible}


def _unknown_parts(born: PartialDate) -> tuple[bool, bool]:
    return born.month is None, born.day is None


def _era_sign(text: str) -> str:
    return _SIGN.get(unicodedata.normalize("NFKC", text).strip()[:1].upper(), "")
