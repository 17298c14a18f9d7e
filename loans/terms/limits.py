"""貸付限度額と利率. What the terms in force allow a household."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from councils.era import wareki
from loans.terms.facts import Ceiling, LateInterest, Per, Property, Terms
from loans.terms.refusals import NoCeiling, NoRate


@dataclass(frozen=True)
class Appraisal:
    """不動産の評価."""

    kind: Property
    value_yen: int


def ceiling(
    terms: Terms,
    *,
    household_size: int,
    months: int = 1,
    school: str = "",
    specially_needed: bool = False,
    appraisal: Appraisal | None = None,
) -> int:
    """貸付限度額. The most that this household may borrow in all, in whole yen: the lowest of the limits that apply.

    household_size counts 世帯員, the applicant included; months is how many months are lent for (生活支援費,
    教育支援費); school, specially_needed and appraisal are for the funds that ask for them.
    Raises NoCeiling where no limit applies.
    """
    if household_size < 1:
        raise NoCeiling("世帯の人数を1人以上で入力してください。")
    check_loan_months(terms, months)
    times = terms.multiplier_if_needed if specially_needed else Decimal(1)
    limits = [
        math.floor(each.amount_yen * times) * (months if each.per is Per.MONTH else 1)
        for each in ceilings_for(terms, household_size, school)
    ]
    if terms.shares:
        limits.append(limit_by_value(terms, appraisal))
    if not limits:
        raise NoCeiling(f"{terms.name}の限度額が定まりません。学校の種別をご確認ください。")
    return min(limits)


def check_loan_months(terms: Terms, months: int) -> None:
    """貸付期間. Raises NoCeiling."""
    if months < 1:
        raise NoCeiling("貸付期間を1か月以上で入力してください。")
    if terms.loan_months_max and months > terms.loan_months_max:
        raise NoCeiling(f"{terms.name}の貸付期間は{terms.loan_months_max}か月までです。")


def ceilings_for(terms: Terms, household_size: int, school: str) -> Iterator[Ceiling]:
    """この世帯の限度額."""
    for each in terms.ceilings:
        fits = each.household_from <= household_size <= (each.household_to or household_size)
        if fits and each.school in {"", school}:
            yield each


def limit_by_value(terms: Terms, appraisal: Appraisal | None) -> int:
    """評価額による限度額. Raises NoCeiling without an appraisal of what the fund lends on."""
    for each in terms.shares:
        if appraisal and each.of is appraisal.kind:
            return math.floor(appraisal.value_yen * each.share)
    raise NoCeiling(f"{terms.name}の限度額を定めるには、不動産の評価額が必要です。")


def limit_by_assistance(terms: Terms, assistance_yen: int) -> int | None:
    """生活扶助額による月額の限度. None where the fund has no such limit, or the amount is not known."""
    if not terms.monthly_of_assistance or not assistance_yen:
        return None
    return math.floor(assistance_yen * terms.monthly_of_assistance)


def guide_ceiling(terms: Terms, purpose: str, *, lasting_months: int = 0) -> int:
    """貸付上限額の目安. For this purpose, lasting so many months; may be departed from with a reason.

    Raises NoCeiling where the fund has no such purpose, or no guide for so long a time.
    """
    guides = [guide for each in terms.purposes if each.code == purpose for guide in each.guides]
    for guide in sorted(guides, key=lambda guide: guide.up_to_months):
        if not guide.up_to_months or lasting_months <= guide.up_to_months:
            return guide.amount_yen
    raise NoCeiling(f"{terms.name}に、その使途の貸付上限額の目安はありません。")


def annual_rate(terms: Terms, *, has_guarantor: bool, long_prime_rate: Decimal | None = None) -> Decimal:
    """貸付利率. Per year. Raises NoRate where the fund follows 長期プライムレート and none is given."""
    rate = terms.interest.with_guarantor if has_guarantor else terms.interest.without_guarantor
    if not terms.interest.capped_by_prime:
        return rate
    if long_prime_rate is None:
        raise NoRate(f"{terms.name}の利率を定めるには、長期プライムレートが必要です。")
    return min(rate, long_prime_rate)


def late_rate(rows: Iterable[LateInterest], on: date) -> Decimal:
    """延滞利率. Per year, of the row in force on this day. Raises NoRate for days whose rate is not known."""
    fitting = [row for row in rows if row.valid_from <= on and (row.valid_until is None or on <= row.valid_until)]
    if not fitting:
        raise NoRate(f"{wareki(on)}の延滞利率が登録されていません。貸付条件の登録をご確認ください。")
    return max(fitting, key=lambda row: row.valid_from).rate
