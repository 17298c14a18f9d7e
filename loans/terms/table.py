"""償還計画表. What a plan comes to, a row per loan: the columns in which schedules are compared and checked by hand."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from loans.terms.refusals import NoSuchPlan
from loans.terms.schedule import Instalment, RoundingRule, plan

ASKED = ("case_id", "product", "principal", "term_months", "annual_rate", "payments_interval_months")
FOUND = (
    "n_payments",
    "pay1_principal",
    "pay1_interest",
    "pay1_total",
    "pay2_total",
    "last_principal",
    "last_interest",
    "last_total",
    "sum_interest",
    "sum_total",
)
COLUMNS = ASKED + FOUND
MOST_DIGITS = 12  # no loan comes near; a longer run is a slip


@dataclass(frozen=True)
class Loan:
    """借入れ. principal in yen, months and every in whole months, annual_rate 0.015 for 年1.5%."""

    case_id: str
    product: str
    principal: int
    months: int
    annual_rate: Decimal
    every: int


def read_loans(lines: Iterable[str]) -> Iterator[tuple[Loan, Mapping[str, str]]]:
    """借入れの表. Each line as a loan, and as it is written. Raises NoSuchPlan, which names line and column."""
    table = csv.DictReader(lines)
    missing = [name for name in ASKED if name not in (table.fieldnames or ())]
    if missing:
        raise NoSuchPlan(f"列がありません：{'、'.join(missing)}")
    for number, row in enumerate(table, start=2):
        yield loan_of(row, number), row


def loan_of(row: Mapping[str, Any], number: int) -> Loan:
    """借入れ. Of one written line; digits of any width. Raises NoSuchPlan."""
    return Loan(
        case_id=row["case_id"] or "",
        product=row["product"] or "",
        principal=whole(row, "principal", number),
        months=whole(row, "term_months", number),
        annual_rate=rate(row, "annual_rate", number),
        every=whole(row, "payments_interval_months", number),
    )


def whole(row: Mapping[str, Any], name: str, number: int) -> int:
    """整数の列. Raises NoSuchPlan for anything but digits."""
    text = unicodedata.normalize("NFKC", row[name] or "").strip().replace(",", "")
    if not (text.isascii() and text.isdigit()) or len(text) > MOST_DIGITS:
        raise NoSuchPlan(f"{number}行目の{name}を、0以上の整数で入力してください。")
    return int(text)


def rate(row: Mapping[str, Any], name: str, number: int) -> Decimal:
    """年利率の列. Raises NoSuchPlan for anything that is not from 0 up to 1."""
    try:
        found = Decimal(unicodedata.normalize("NFKC", row[name] or "").strip())
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or not 0 <= found < 1:
        raise NoSuchPlan(f"{number}行目の{name}を、年利1.5%なら0.015のように入力してください。")
    return found


def summary(loan: Loan, rule: RoundingRule) -> dict[str, str]:
    """償還計画表の行. What was asked and what comes out, by column. Raises NoSuchPlan."""
    instalments = plan(loan.principal, months=loan.months, every=loan.every, annual_rate=loan.annual_rate, rule=rule)
    asked = (loan.case_id, loan.product, loan.principal, loan.months, loan.annual_rate, loan.every)
    return {name: str(value) for name, value in zip(COLUMNS, (*asked, *figures(instalments)), strict=True)}


def figures(instalments: tuple[Instalment, ...]) -> Iterator[int]:
    """表の数字, in the order of FOUND. A loan of one instalment has it as its second and last too."""
    first, second, last = instalments[0], instalments[min(1, len(instalments) - 1)], instalments[-1]
    yield len(instalments)
    yield from (first.principal_yen, first.interest_yen, first.total_yen, second.total_yen)
    yield from (last.principal_yen, last.interest_yen, last.total_yen)
    yield sum(each.interest_yen for each in instalments)
    yield sum(each.total_yen for each in instalments)


def disagreements(found: Mapping[str, str], written: Mapping[str, str]) -> list[str]:
    """食い違い. The columns in which a written line says something else; a column that it leaves out says nothing."""
    return [
        f"{name} {found[name]} ({written[name]})"
        for name in FOUND
        if (written.get(name) or "").strip() not in {"", found[name]}
    ]
