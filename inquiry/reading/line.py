"""回答の一行. How one item is said, for the one page that may show it."""

from dataclasses import dataclass
from datetime import date

from councils.era import wareki
from inquiry.reading.codes import unknown
from inquiry.sources.values import BLANK, NOT_IN_LAYOUT, ZERO_FILLED, Empty, Item, Month

# Reasons for an empty item, in words; one that is not here is shown as it came, and that it is not known.
_REASONS = {
    "NotAcceptable": "提供元に登録がありません",
    "NotConvered": "提供の対象外です",
    NOT_IN_LAYOUT: "この様式にはない項目です",
    ZERO_FILLED: "該当なし",
    BLANK: "空欄",
}


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """回答の一行. declared is what the form says of the same thing, '' where it says nothing."""

    label: str
    value: str
    declared: str = ""


def shown(item: Item, unit: str = "") -> str:
    """One item in plain words; an empty one by its reason."""
    if isinstance(item, Empty):
        return empty(item)
    match item.value:
        case bool(yes):
            return "はい" if yes else "いいえ"
        case date() as day:
            return wareki(day)
        case Month(year, month):
            return wareki(date(year, month, 1)).removesuffix("1日")
        case int(number):
            return f"{number:,}{unit}"
        case text:
            return f"{text}{unit}"


def empty(item: Empty) -> str:
    """値なし. Never a zero."""
    return f"値なし（{_REASONS.get(item.reason) or unknown('理由', item.reason)}）"
