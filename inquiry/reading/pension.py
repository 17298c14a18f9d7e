"""年金給付関係情報の読み解き. Reads a pension record as the ministry's aid reads it; what is not given stays not given.

Source: 図表3-30「日本年金機構等が提供する年金関係情報の見方」 (令和3年6月18日事務連絡 別紙5).
The names of the codes, with their source: data/pension.json.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from inquiry.reading.codes import unknown
from inquiry.sources.answers import typed_item
from inquiry.sources.layouts.reader import Record
from inquiry.sources.values import Empty, Given, Month, Row

VERSION = "PENSION-1"
_DATA = Path(__file__).parent / "data" / "pension.json"


class Branch(Enum):
    """年金の給付事由."""

    OLD_AGE = "老齢"
    DISABILITY = "障害"
    SURVIVOR = "遺族"
    UNKNOWN = "不明"


@dataclass(frozen=True, slots=True, repr=False)
class Basic:
    """年金基本情報 of one 制度. Each item as given, or empty with its reason."""

    system: Given[str] | Empty
    decided_on: Given[date] | Empty
    entitled_on: Given[date] | Empty
    lost_on: Given[date] | Empty
    suspension_code: Given[str] | Empty
    suspended_from: Given[Month] | Empty
    suspended_until: Given[Month] | Empty

    @property
    def is_suspended(self) -> bool | None:
        """None where the record does not say."""
        if isinstance(self.suspension_code, Empty):
            return None
        return self.suspension_code.value != str(_data()["not_suspended"])


class Renewal(Enum):
    """診断書の提出."""

    DUE = "次回提出年あり"
    PERMANENT = "永久認定"
    NOT_SAID = "読み取れない"


@dataclass(frozen=True, slots=True, repr=False)
class Disability:
    """障害年金に関する情報. next_year is when the next certificate is due: 認定年 + 有期固定年数."""

    grade: Given[str] | Empty
    first_seen_on: Given[date] | Empty
    disease_code: Given[str] | Empty
    certificate_code: Given[str] | Empty
    renewal: Renewal
    next_year: int | None


@dataclass(frozen=True, slots=True, repr=False)
class Pension:
    """年金. name is the code's, or says that the code is unknown."""

    name: Given[str] | Empty
    branch: Branch
    basics: Sequence[Basic]
    disabilities: Sequence[Disability]

    def has_ended(self, on: date) -> bool | None:
        """失権. Whether every right is lost on that day; None where the record does not give a right to tell by."""
        if not self.basics or any(isinstance(basic.entitled_on, Empty) for basic in self.basics):
            return None
        return all(isinstance(basic.lost_on, Given) and basic.lost_on.value <= on for basic in self.basics)


def pension(record: Record) -> Pension:
    """Raises AnswerNotUnderstood where a layout gives an item another shape than is read here."""
    code = typed_item(record.item("pension_code"), "pension_code", str)
    return Pension(
        name=Given(name_of(code.value)) if isinstance(code, Given) else code,
        branch=_branch(code),
        basics=[_basic(row) for row in record.rows("basics")],
        disabilities=[_disability(row) for row in record.rows("disabilities")],
    )


def name_of(code: str) -> str:
    """年金の種類. An unknown code is shown as it is, and that its meaning is not known."""
    row = _codes().get(code)
    return row["name"] if row else unknown("年金コード", code)


def grade_of(code: str) -> str:
    """障害等級."""
    return str(_data()["grades"].get(code) or unknown("障害等級コード", code))


def _branch(code: Given[str] | Empty) -> Branch:
    row = _codes().get(code.value) if isinstance(code, Given) else None
    return Branch(row["branch"]) if row else Branch.UNKNOWN


def _basic(row: Row) -> Basic:
    return Basic(
        system=_of(row, "system", str),
        decided_on=_of(row, "decided_on", date),
        entitled_on=_of(row, "entitled_on", date),
        lost_on=_of(row, "lost_on", date),
        suspension_code=_of(row, "suspension_code", str),
        suspended_from=_of(row, "suspended_from", Month),
        suspended_until=_of(row, "suspended_until", Month),
    )


def _disability(row: Row) -> Disability:
    grade = _of(row, "grade_code", str)
    certificate = _of(row, "certificate_code", str)
    renewal, next_year = _renewal(_of(row, "fixed_years", int), _of(row, "certified_year", int), certificate)
    return Disability(
        grade=Given(grade_of(grade.value)) if isinstance(grade, Given) else grade,
        first_seen_on=_of(row, "first_seen_on", date),
        disease_code=_of(row, "disease_code", str),
        certificate_code=certificate,
        renewal=renewal,
        next_year=next_year,
    )


def _renewal(
    years: Given[int] | Empty, certified: Given[int] | Empty, certificate: Given[str] | Empty
) -> tuple[Renewal, int | None]:
    """有期固定年数 0 with 診断書コード 1 is 永久認定; 0 with any other code is not explained, and so not read."""
    if isinstance(years, Empty):
        return Renewal.NOT_SAID, None
    if years.value == 0:
        is_permanent = certificate == Given(_data()["permanent_certificate"])
        return (Renewal.PERMANENT if is_permanent else Renewal.NOT_SAID), None
    if isinstance(certified, Empty):
        return Renewal.NOT_SAID, None
    return Renewal.DUE, certified.value + years.value


def _of(row: Row, key: str, of_type: type[Any]) -> Any:
    """Any: typed by the field that it is put into."""
    return typed_item(row.get(key, Empty("not_in_layout")), key, of_type)


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    return data


@cache
def _codes() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in _data()["codes"]}
