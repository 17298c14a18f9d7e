"""値. An item of an answer has a value of its type, or the reason why it has none; never a zero in its place."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True, repr=False)
class Given(Generic[T_co]):
    """値あり."""

    value: T_co


@dataclass(frozen=True, slots=True, repr=False)
class Empty:
    """未設定 (Reason Of Null). reason is the network's own word, or one of those below."""

    reason: str


# Reasons of ours, for what the network leaves out without a word of its own.
NOT_IN_LAYOUT = "not_in_layout"  # 様式にない項目: this version of the layout has no such item
ZERO_FILLED = "zero_filled"  # 該当なしの埋め字, as 000000 for a month that there is not
BLANK = "blank"  # 空欄, in a file


@dataclass(frozen=True, slots=True, repr=False, order=True)
class Month:
    """年月."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}{self.month:02d}"

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Of YYYYMM. Raises ValueError."""
        day = date.fromisoformat(f"{text[:4]}-{text[4:]}-01")
        return cls(day.year, day.month)


Value = int | str | bool | date | Month
Item = Given[Value] | Empty
Row = dict[str, Item]


def are_empty(rows: tuple[Row, ...]) -> bool:
    return not any(isinstance(item, Given) for row in rows for item in row.values())
