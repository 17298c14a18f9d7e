"""借入れの規則. What the terms allow of one request, typed or proposed; every figure is of a dated rule row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from councils.look.words import yen
from councils.refusals import Refused, check_all
from loans.applications.refusals import OffUnit, OverCeiling, OverMonths, OverNeed, TooLong
from loans.terms.facts import Ask, Property, Repayment, Terms
from loans.terms.limits import Appraisal, ceiling, guide_ceiling, limit_by_assistance
from loans.terms.refusals import NoCeiling


@dataclass(frozen=True)
class Lending:
    """借入れの内容. needed_yen: 必要額, the costs less what else pays for them; None while there are no costs."""

    household_size: int
    amount_yen: int | None
    monthly_yen: int | None = None
    months: int | None = None
    grace_months: int | None = None
    repayment_months: int | None = None
    school: str = ""
    is_specially_needed: bool = False
    purpose: str = ""
    lasting_months: int | None = None
    needed_yen: int | None = None
    appraisal: Appraisal | None = None
    assistance_yen: int = 0


def lending_of(terms: Terms, facts: Mapping[str, Any], *, household_size: int) -> Lending:
    """借入れの内容, of a form or of a row; amount_yen is computed where a fund lends by the month."""
    return Lending(
        household_size=max(household_size, 1),
        amount_yen=_amount(terms, facts),
        monthly_yen=facts.get("monthly_yen"),
        months=facts.get("lending_months"),
        grace_months=facts.get("grace_months"),
        repayment_months=facts.get("repayment_months"),
        school=facts.get("school") or "",
        is_specially_needed=bool(facts.get("is_specially_needed")),
        purpose=facts.get("purpose") or "",
        lasting_months=facts.get("lasting_months"),
        needed_yen=needed_yen(facts),
        appraisal=_appraisal(facts),
        assistance_yen=facts.get("assistance_yen") or 0,
    )


def needed_yen(facts: Mapping[str, Any]) -> int | None:
    """必要額. 必要額内訳 less 自己資金 and what other schemes pay; None while no costs are named."""
    costs: list[dict[str, Any]] = facts.get("costs") or []
    if not costs:
        return None
    other = (facts.get("own_funds_yen") or 0) + (facts.get("other_grants_yen") or 0)
    total: int = sum(each["yen"] for each in costs)
    return max(total - other, 0)


def _amount(terms: Terms, facts: Mapping[str, Any]) -> int | None:
    """借入希望額. Never typed twice: months times the month, else what was typed, else what is needed."""
    if Ask.MONTHLY in terms.asks:
        monthly, months = facts.get("monthly_yen"), facts.get("lending_months")
        return monthly * months if monthly and months else None
    typed: int | None = facts.get("amount_yen")
    return typed if typed is not None else needed_yen(facts) or None


def _appraisal(facts: Mapping[str, Any]) -> Appraisal | None:
    kind, value = facts.get("property_kind"), facts.get("property_value_yen")
    return Appraisal(Property(kind), value) if kind and value else None


def limit(terms: Terms, lending: Lending, *, months: int = 1) -> int | None:
    """貸付限度額 for so many months; None while something that it depends on is not known."""
    a_month = limit_by_assistance(terms, lending.assistance_yen)
    limits = [_ceiling(terms, lending, months), None if a_month is None else a_month * months]
    return min((each for each in limits if each is not None), default=None)


def _ceiling(terms: Terms, lending: Lending, months: int) -> int | None:
    try:
        return ceiling(
            terms,
            household_size=lending.household_size,
            months=months,
            school=lending.school,
            specially_needed=lending.is_specially_needed,
            appraisal=lending.appraisal,
        )
    except NoCeiling:
        return None


def check(terms: Terms, lending: Lending, *, amount: str = "借入希望額") -> None:
    """Every limit at once. Raises OverCeiling, OverMonths, OffUnit, OverNeed, TooLong, or Several."""
    check_all(
        partial(_check_months_of_lending, terms, lending),
        partial(_check_month, terms, lending),
        partial(_check_total, terms, lending, amount),
        partial(_check_unit, terms, lending, amount),
        partial(_check_need, lending, amount),
        partial(_check_period, "grace_months", "据置期間", lending.grace_months, terms.grace_months_max),
        partial(_check_repayment, terms, lending),
    )


def _check_months_of_lending(terms: Terms, lending: Lending) -> None:
    if lending.months and terms.loan_months_max and lending.months > terms.loan_months_max:
        raise OverMonths(f"{terms.name}の貸付期間は{terms.loan_months_max}か月以内で入力してください。")


def _check_month(terms: Terms, lending: Lending) -> None:
    if Ask.MONTHLY not in terms.asks or lending.monthly_yen is None:
        return
    most = limit(terms, lending)
    if most is not None and lending.monthly_yen > most:
        raise OverCeiling(most, "借入月額", field="monthly_yen")


def _check_total(terms: Terms, lending: Lending, amount: str) -> None:
    if lending.amount_yen is None:
        return
    by_month = Ask.MONTHLY in terms.asks
    most = limit(terms, lending, months=(lending.months or 1) if by_month else 1)
    if most is not None and lending.amount_yen > most and not _is_told_by_month(terms, lending):
        raise OverCeiling(most, amount, field="monthly_yen" if by_month else "amount_yen")


def _is_told_by_month(terms: Terms, lending: Lending) -> bool:
    """A month that is too much, or too many months, was said already: the total would only say it again."""
    if Ask.MONTHLY not in terms.asks:
        return False
    most = limit(terms, lending)
    is_long = bool(terms.loan_months_max and (lending.months or 0) > terms.loan_months_max)
    return is_long or (most is not None and (lending.monthly_yen or 0) > most)


def _check_unit(terms: Terms, lending: Lending, amount: str) -> None:
    if lending.amount_yen is not None and lending.amount_yen % terms.unit_yen:
        raise OffUnit(terms.unit_yen, amount)


def _check_need(lending: Lending, amount: str) -> None:
    if lending.amount_yen is not None and lending.needed_yen is not None and lending.amount_yen > lending.needed_yen:
        raise OverNeed(lending.needed_yen, amount)


def _check_repayment(terms: Terms, lending: Lending) -> None:
    if terms.repayment is Repayment.LUMP_SUM and lending.repayment_months:
        raise TooLong(f"{terms.name}は一括で償還します。償還期間は空欄にしてください。", field="repayment_months")
    _check_period("repayment_months", "償還期間", lending.repayment_months, terms.repay_months_max)


def _check_period(field: str, label: str, months: int | None, most: int) -> None:
    if months is not None and months > most:
        raise TooLong(f"{label}は{most}か月以内で入力してください。", field=field)


def over_guides(terms: Terms, lending: Lending) -> Iterator[str]:
    """目安を超えるところ. Guide values may be departed from for a reason; each as a sentence with its figure."""
    if terms.loan_months_standard and (lending.months or 0) > terms.loan_months_standard:
        yield f"貸付期間は{terms.loan_months_standard}か月が標準です。"
    for purpose in terms.purposes:
        if purpose.code == lending.purpose:
            yield from _over_purpose(terms, lending, purpose.guide_repay_months)


def _over_purpose(terms: Terms, lending: Lending, guide_months: int) -> Iterator[str]:
    try:
        guide = guide_ceiling(terms, lending.purpose, lasting_months=lending.lasting_months or 0)
    except NoCeiling:
        yield f"使途の期間{lending.lasting_months}か月には、貸付上限額の目安がありません。"
    else:
        if (lending.amount_yen or 0) > guide:
            yield f"この使途の貸付上限額の目安は{yen(guide)}です。"
    if (lending.repayment_months or 0) > guide_months:
        yield f"この使途の償還期間の目安は{guide_months}か月以内です。"


def why_not(terms: Terms, lending: Lending) -> str:
    """The sentences that saving would be refused with; "" where it would be taken."""
    try:
        check(terms, lending)
    except Refused as refusal:
        return refusal.sentence
    return ""
