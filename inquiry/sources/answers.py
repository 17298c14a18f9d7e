"""回答. The items of each kind, read into types: an empty item keeps its reason and is never a zero."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from inquiry.codes import Kind

from .errors import AnswerNotUnderstood

T = TypeVar("T")


@dataclass(frozen=True, slots=True, repr=False)
class Given(Generic[T]):
    """値あり."""

    value: T


@dataclass(frozen=True, slots=True, repr=False)
class Empty:
    """未設定 (Reason Of Null). reason is the network's own word."""

    reason: str


Yen = int
Items = Mapping[str, Given[str] | Empty]


@dataclass(frozen=True, slots=True, repr=False)
class TaxAnswer:
    """地方税関係情報. Whole yen; total_income_yen may be below zero. Undeclared (未申告) is not exempt."""

    fiscal_year: Given[int] | Empty
    per_capita_levy_yen: Given[Yen] | Empty
    income_levy_yen: Given[Yen] | Empty
    total_income_yen: Given[Yen] | Empty
    is_undeclared: bool

    @property
    def is_empty(self) -> bool:
        return _are_empty(self.per_capita_levy_yen, self.income_levy_yen, self.total_income_yen)


@dataclass(frozen=True, slots=True, repr=False)
class HouseholdAnswer:
    """住民票関係情報. relation_code is the 続柄 code; household_key is the same for all who live together."""

    relation_code: Given[str] | Empty
    household_key: Given[str] | Empty
    member_count: Given[int] | Empty
    is_undeclared = False

    @property
    def is_empty(self) -> bool:
        return _are_empty(self.relation_code, self.household_key, self.member_count)


@dataclass(frozen=True, slots=True, repr=False)
class AssistanceAnswer:
    """生活保護関係情報. began_on is empty for those who receive none."""

    is_receiving: Given[bool] | Empty
    began_on: Given[date] | Empty
    is_undeclared = False

    @property
    def is_empty(self) -> bool:
        return _are_empty(self.is_receiving, self.began_on)


Answer = TaxAnswer | HouseholdAnswer | AssistanceAnswer


def answer_of(kind: Kind, items: Items) -> Answer:
    """Raises AnswerNotUnderstood where an item is missing or not of its type."""
    return _ANSWERS[kind](items)


def signed(text: str) -> int:
    """A whole number as registers write it: △, ▲ and − are signs. Raises ValueError."""
    plain = text.translate(_MINUS)
    if not plain.removeprefix("-").isascii() or not plain.removeprefix("-").isdecimal():
        raise ValueError("not a whole number")
    return int(plain)


_MINUS = str.maketrans("△▲−－", "----")


def _tax(items: Items) -> TaxAnswer:
    return TaxAnswer(
        fiscal_year=_read(items, "課税年度", signed),
        per_capita_levy_yen=_read(items, "市町村民税均等割額", signed),
        income_levy_yen=_read(items, "市町村民税所得割額", signed),
        total_income_yen=_read(items, "合計所得金額", signed),
        is_undeclared=_read(items, "申告区分", _is_undeclared) == Given(True),
    )


def _household(items: Items) -> HouseholdAnswer:
    return HouseholdAnswer(
        relation_code=_read(items, "続柄コード", str),
        household_key=_read(items, "世帯番号", str),
        member_count=_read(items, "世帯員数", signed),
    )


def _assistance(items: Items) -> AssistanceAnswer:
    return AssistanceAnswer(
        is_receiving=_read(items, "保護受給の有無", _yes_or_no),
        began_on=_read(items, "保護開始年月日", date.fromisoformat),
    )


_ANSWERS: dict[Kind, Callable[[Items], Answer]] = {
    Kind.TAX: _tax,
    Kind.HOUSEHOLD: _household,
    Kind.ASSISTANCE: _assistance,
}


def _read(items: Items, name: str, as_type: Callable[[str], T]) -> Given[T] | Empty:
    """The item of that name. The text that could not be read is left out of the exception, and of what led to it."""
    item = items.get(name)
    if isinstance(item, Empty):
        return item
    if item is not None:
        try:
            return Given(as_type(item.value))
        except (KeyError, ValueError):
            item = None
    raise AnswerNotUnderstood(name)


def _yes_or_no(text: str) -> bool:
    return {"1": True, "0": False}[text]


def _is_undeclared(text: str) -> bool:
    return {"未申告": True, "申告あり": False}[text]


def _are_empty(*values: object) -> bool:
    return all(isinstance(value, Empty) for value in values)
