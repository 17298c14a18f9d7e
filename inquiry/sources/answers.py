"""回答. What the readings ask of the three first kinds, typed, on top of the one record that any kind is read into."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, cast

from inquiry.codes import Kind
from inquiry.sources.errors import AnswerNotUnderstood
from inquiry.sources.layouts.reader import Record
from inquiry.sources.layouts.shapes import signed
from inquiry.sources.values import NOT_IN_LAYOUT, Empty, Given

__all__ = ["Answer", "AssistanceAnswer", "Empty", "Given", "HouseholdAnswer", "TaxAnswer", "answer_of", "signed"]

T = TypeVar("T")
Yen = int
ABSENT = Empty(NOT_IN_LAYOUT)


@dataclass(frozen=True, slots=True, repr=False)
class TaxAnswer:
    """地方税関係情報. Whole yen; total_income_yen may be below zero. Undeclared (未申告) is not exempt.

    is_filing_known is False where the layout does not say whether the person has declared.
    """

    fiscal_year: Given[int] | Empty
    per_capita_levy_yen: Given[Yen] | Empty
    income_levy_yen: Given[Yen] | Empty
    total_income_yen: Given[Yen] | Empty
    is_undeclared: bool
    salary_revenue_yen: Given[Yen] | Empty = ABSENT
    pension_revenue_yen: Given[Yen] | Empty = ABSENT
    dependant_count: Given[int] | Empty = ABSENT
    is_filing_known: bool = True

    @property
    def is_empty(self) -> bool:
        return _are_empty(self.per_capita_levy_yen, self.income_levy_yen, self.total_income_yen)


@dataclass(frozen=True, slots=True, repr=False)
class HouseholdAnswer:
    """住民票関係情報. relation_code is the 続柄 code; household_key is the same for all who live together.

    former_municipality: from where the person moved in, the code of 6 digits.
    """

    relation_code: Given[str] | Empty
    household_key: Given[str] | Empty
    member_count: Given[int] | Empty
    became_resident_on: Given[date] | Empty = ABSENT
    former_municipality: Given[str] | Empty = ABSENT
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


Answer = TaxAnswer | HouseholdAnswer | AssistanceAnswer | Record


def answer_of(record: Record) -> Answer:
    """Typed further where this kind is; else the record as it is. Raises AnswerNotUnderstood."""
    typed = _TYPED.get(record.kind)
    return typed(record) if typed else record


def _tax(record: Record) -> TaxAnswer:
    return TaxAnswer(
        fiscal_year=item(record, "fiscal_year", int),
        per_capita_levy_yen=item(record, "per_capita_levy_yen", int),
        income_levy_yen=item(record, "income_levy_yen", int),
        total_income_yen=item(record, "total_income_yen", int),
        is_undeclared=item(record, "filing", str) == Given("未申告"),
        salary_revenue_yen=item(record, "salary_revenue_yen", int),
        pension_revenue_yen=item(record, "pension_revenue_yen", int),
        dependant_count=item(record, "dependant_count", int),
        is_filing_known=isinstance(record.item("filing"), Given),
    )


def _household(record: Record) -> HouseholdAnswer:
    return HouseholdAnswer(
        relation_code=item(record, "relation_code", str),
        household_key=item(record, "household_key", str),
        member_count=item(record, "member_count", int),
        became_resident_on=item(record, "became_resident_on", date),
        former_municipality=item(record, "former_municipality", str),
    )


def _assistance(record: Record) -> AssistanceAnswer:
    return AssistanceAnswer(is_receiving=item(record, "is_receiving", bool), began_on=item(record, "began_on", date))


_TYPED: dict[Kind, Callable[[Record], Answer]] = {
    Kind.TAX: _tax,
    Kind.HOUSEHOLD: _household,
    Kind.ASSISTANCE: _assistance,
}


def item(record: Record, key: str, of_type: type[T]) -> Given[T] | Empty:
    """One item. Raises AnswerNotUnderstood where a layout gives it another shape than the reading needs."""
    return typed_item(record.item(key), key, of_type)


def typed_item(found: Given[Any] | Empty, key: str, of_type: type[T]) -> Given[T] | Empty:
    if isinstance(found, Given) and type(found.value) is not of_type:
        raise AnswerNotUnderstood(key)
    return cast("Given[T] | Empty", found)


def _are_empty(*values: object) -> bool:
    return all(isinstance(value, Empty) for value in values)
