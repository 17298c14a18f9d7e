"""償還計画. What is repaid when: instalments, due dates and late interest, in exact arithmetic.

Interest runs after the grace period only. How councils round is not published, so rounding is a rule to be changed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from councils.months import due_in
from loans.terms.refusals import NoSuchPlan

LAST_DAY = 31
DAYS_OF_A_YEAR = 365  # also in a leap year, until a council says otherwise


class Method(StrEnum):
    """償還方法. 元金均等: equal principal each time. 元利均等: equal payment each time."""

    LEVEL_PRINCIPAL = "level_principal"
    ANNUITY = "annuity"


class Remainder(StrEnum):
    """端数. Which instalment takes what does not divide."""

    FIRST = "first"
    LAST = "last"


class Cut(StrEnum):
    """1円未満の端数. Cut off, or rounded half up."""

    FLOOR = "floor"
    HALF_UP = "half_up"


@dataclass(frozen=True)
class RoundingRule:
    """端数処理. unit is the yen that an instalment (its principal, or for 元利均等 its total) is cut to."""

    method: Method = Method.LEVEL_PRINCIPAL
    unit: int = 10
    remainder: Remainder = Remainder.LAST
    interest: Cut = Cut.FLOOR

    def __post_init__(self) -> None:
        if self.method is Method.ANNUITY and self.remainder is Remainder.FIRST:
            raise NoSuchPlan("元利均等償還の端数は、最終回で調整してください。")


DEFAULT_RULE = RoundingRule()


@dataclass(frozen=True)
class Instalment:
    """割賦金. outstanding_yen is the principal left after it is paid."""

    number: int
    principal_yen: int
    interest_yen: int
    outstanding_yen: int

    @property
    def total_yen(self) -> int:
        """1回の償還額. Principal and interest."""
        return self.principal_yen + self.interest_yen


@dataclass(frozen=True)
class DatedInstalment:
    """期日の付いた割賦金."""

    due_on: date
    instalment: Instalment


def plan(
    principal: int, *, months: int, every: int = 1, annual_rate: Decimal = Decimal(0), rule: RoundingRule = DEFAULT_RULE
) -> tuple[Instalment, ...]:
    """償還計画. Whole yen; months is 償還期間, every its rhythm in months (月賦 1, 半年賦 6, 年賦 12).

    Raises NoSuchPlan where the months do not divide, or the amount is too small to be divided.
    """
    count = instalment_count(months, every)
    rate = Fraction(annual_rate) * every / 12
    share = equal_share(principal, count, rate, rule)
    if share < 1:
        raise NoSuchPlan("借入金額が償還回数に対して小さすぎます。償還期間を短くしてください。")
    return tuple(instalments(principal, count, rate, rule, share))


def instalment_count(months: int, every: int) -> int:
    """償還回数. Raises NoSuchPlan."""
    if months < 1 or every < 1 or months % every:
        raise NoSuchPlan("償還期間は、償還の間隔で割り切れる月数にしてください。")
    return months // every


def equal_share(principal: int, count: int, rate: Fraction, rule: RoundingRule) -> int:
    """均等額. What is equal each time, cut to the unit: the principal, or for 元利均等 the payment."""
    exact = Fraction(principal, count)
    if rule.method is Method.ANNUITY and rate:
        exact = principal * rate / (1 - (1 + rate) ** -count)
    return math.floor(exact / rule.unit) * rule.unit


def instalments(principal: int, count: int, rate: Fraction, rule: RoundingRule, share: int) -> Iterator[Instalment]:
    """割賦金. One after the other, each with interest on the principal left before it."""
    outstanding = principal
    for number in range(1, count + 1):
        interest = interest_on(outstanding, rate, rule.interest)
        part = share - interest if rule.method is Method.ANNUITY else share
        if number == 1 and rule.remainder is Remainder.FIRST:
            part += principal - share * count
        if number == count:
            part = outstanding
        outstanding -= part
        yield Instalment(number, part, interest, outstanding)


def interest_on(outstanding: int, rate: Fraction, cut: Cut) -> int:
    """利子. Whole yen for one interval; in integers, since a plan asks hundreds of times."""
    exact, whole = outstanding * rate.numerator, rate.denominator
    return (2 * exact + whole) // (2 * whole) if cut is Cut.HALF_UP else exact // whole


def dated(
    instalments: tuple[Instalment, ...], *, paid_on: date, grace_months: int, every: int = 1, due_day: int = LAST_DAY
) -> tuple[DatedInstalment, ...]:
    """償還期日. Grace starts the month after payment, repayment the month after grace ends.

    An instalment is due in the last of the months it stands for; where a month has no due_day, on its last day.
    For loans whose grace does not run from payment, paid_on is the day it runs from (最終交付日, 卒業日).
    """
    return tuple(
        DatedInstalment(due_in(paid_on, grace_months + each.number * every, due_day), each) for each in instalments
    )


def late_interest(principal: int, rate: Decimal, final_due: date, paid_on: date) -> int:
    """延滞利子. On the principal left after 最終償還期限, from the day after it to the day of payment; below 1 yen cut.

    Nothing is due on or before the day. Source: 借用書 of the special loans (年3.0%, 償還期間経過後の残元金).
    """
    days = max((paid_on - final_due).days, 0)
    return math.floor(Fraction(rate) * principal * days / DAYS_OF_A_YEAR)
