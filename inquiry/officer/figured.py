"""照会の状況. The month's figures in finished words; counts alone, asked of functions that tell nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from councils.months import Month, rate
from inquiry.codes import Kind, LegalBasis, Purpose

_ORDERS = "SELECT purpose, legal_basis, orders, asked FROM walls.order_figures(%s)"
_WRONG_PERSONS = "SELECT walls.wrong_person_figures(%s)"
_INQUIRIES = "SELECT kind, inquiries, answered, minutes FROM walls.inquiry_figures(%s)"


@dataclass(frozen=True, slots=True)
class ProcedureLine:
    """手続ごとの利用率."""

    purpose: str
    legal_basis: str
    orders: int
    asked: int

    @property
    def rate(self) -> str:
        return rate(self.asked, self.orders)


@dataclass(frozen=True, slots=True)
class KindLine:
    """情報ごとの照会."""

    label: str
    inquiries: int
    answered: int
    minutes: str


@dataclass(frozen=True, slots=True)
class Figures:
    """一か月. whole is of all kinds together; wrong_persons by the month in which they were proposed."""

    procedures: Sequence[ProcedureLine]
    kinds: Sequence[KindLine]
    whole: KindLine
    wrong_persons: int

    @property
    def orders(self) -> int:
        return sum(line.orders for line in self.procedures)

    @property
    def asked(self) -> int:
        return sum(line.asked for line in self.procedures)

    @property
    def rate(self) -> str:
        return rate(self.asked, self.orders)


def figures_of(month: Month) -> Figures:
    rows = {kind: facts for kind, *facts in _told(_INQUIRIES, month)}
    kinds = [_kind(kind.label, rows[kind]) for kind in Kind if kind in rows]
    procedures = [
        ProcedureLine(Purpose(purpose).label, LegalBasis(basis).label, orders, asked)
        for purpose, basis, orders, asked in _told(_ORDERS, month)
    ]
    [[wrong_persons]] = _told(_WRONG_PERSONS, month)
    return Figures(procedures, kinds, _kind("すべて", rows[None]), wrong_persons)


def _told(asked: str, month: Month) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(asked, [month.first])
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _kind(label: str, facts: Sequence[Any]) -> KindLine:
    inquiries, answered, minutes = facts
    return KindLine(label, inquiries, answered, _words(minutes))


def _words(minutes: float | None) -> str:
    if minutes is None:
        return "－"
    return "1分未満" if minutes < 1 else f"{round(minutes):,}分"
