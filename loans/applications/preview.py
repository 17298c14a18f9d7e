"""償還の見込み. What a request would come to: total, instalments with and without a guarantor, first and last day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from councils.era import wareki
from councils.look.words import yen
from councils.months import due_in
from loans.applications import lending, rules
from loans.applications.lending import Lending
from loans.applications.models import Application
from loans.terms.facts import Ask, GraceFrom, Repayment, Terms
from loans.terms.in_force import facts_of
from loans.terms.products import read_rounding
from loans.terms.refusals import NoSuchPlan
from loans.terms.schedule import DatedInstalment, dated, plan


@dataclass(frozen=True)
class Row:
    """利率ごとの見込み."""

    label: str
    instalment: str
    last: str
    interest: str
    total: str
    due: str


@dataclass(frozen=True)
class Preview:
    """償還の見込み. sums are the steps of the amount; notes what is over a guide; refusal what saving would say."""

    sums: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    grace: str = ""
    notes: list[str] = field(default_factory=list)
    refusal: str = ""


def preview_of(application: Application) -> Preview:
    """保存されている申込の見込み."""
    size = len(rules.household(application))
    return preview(facts_of(application.terms), vars(application), household_size=size)


def preview(terms: Terms, facts: Mapping[str, Any], *, household_size: int) -> Preview:
    """入力中の申込の見込み. Of whatever is known so far; a plan where the amount and the periods are."""
    asked = lending.lending_of(terms, facts, household_size=household_size)
    return Preview(
        sums=_sums(terms, asked),
        rows=_rows(terms, asked, facts),
        grace=_grace(terms, asked, facts),
        notes=list(lending.over_guides(terms, asked)),
        refusal=lending.why_not(terms, asked),
    )


def _sums(terms: Terms, asked: Lending) -> list[str]:
    found = []
    if asked.monthly_yen and asked.months and Ask.MONTHLY in terms.asks:
        total = yen(asked.monthly_yen * asked.months)
        found.append(f"借入希望額：{yen(asked.monthly_yen)} × {asked.months}か月 ＝ {total}")
    elif asked.amount_yen is not None:
        found.append(f"借入希望額：{yen(asked.amount_yen)}")
    if asked.needed_yen is not None:
        found.append(f"必要額：{yen(asked.needed_yen)}（内訳の合計から、自己資金と他制度の分を引いた額）")
        short = asked.needed_yen - (asked.amount_yen or 0)
        if short > 0:
            found.append(f"必要額に足りない分：{yen(short)}")
    most = lending.limit(terms, asked)
    if most is not None:
        found.append(f"貸付限度額：{'月' if Ask.MONTHLY in terms.asks else ''}{yen(most)}")
    return found


def _rows(terms: Terms, asked: Lending, facts: Mapping[str, Any]) -> list[Row]:
    if terms.repayment is Repayment.LUMP_SUM or not asked.amount_yen or not asked.repayment_months:
        return []
    with_one, without = terms.interest.with_guarantor, terms.interest.without_guarantor
    kinds = [("連帯保証人あり", with_one), ("連帯保証人なし", without)] if with_one != without else [("", with_one)]
    rows = [_row(label, rate, terms, asked, facts) for label, rate in kinds]
    return [row for row in rows if row]


def _row(label: str, rate: Decimal, terms: Terms, asked: Lending, facts: Mapping[str, Any]) -> Row | None:
    try:
        instalments = plan(
            asked.amount_yen or 0, months=asked.repayment_months or 0, annual_rate=rate, rule=read_rounding()
        )
    except NoSuchPlan:
        return None
    due = dated(instalments, paid_on=_runs_from(terms, asked, facts), grace_months=asked.grace_months or 0)
    interest = sum(each.interest_yen for each in instalments)
    rate_words = f"年{(rate * 100).normalize():f}％" if rate else "無利子"
    return Row(
        label=f"{label}（{rate_words}）" if label else rate_words,
        instalment=yen(instalments[0].total_yen),
        last=yen(instalments[-1].total_yen),
        interest=yen(interest),
        total=yen((asked.amount_yen or 0) + interest),
        due=_due(due),
    )


def _due(due: tuple[DatedInstalment, ...]) -> str:
    return f"{wareki(due[0].due_on)}から{wareki(due[-1].due_on)}まで{len(due)}回"


def _grace(terms: Terms, asked: Lending, facts: Mapping[str, Any]) -> str:
    if terms.repayment is Repayment.LUMP_SUM:
        return f"契約が終わった後、据置期間{asked.grace_months or 0}か月の終わりまでに一括で償還します。"
    return f"{wareki(_runs_from(terms, asked, facts))}から据置期間{asked.grace_months or 0}か月として計算しています。"


def _runs_from(terms: Terms, asked: Lending, facts: Mapping[str, Any]) -> date:
    """据置の起算. The last payment, or graduation; of a loan that is paid once, today stands for the payment."""
    first: date = facts.get("lending_from") or timezone.localdate()
    graduates: date | None = facts.get("graduates_on")
    if terms.grace_from is GraceFrom.GRADUATION and graduates:
        return graduates
    return due_in(first, asked.months - 1, first.day) if asked.months else first
