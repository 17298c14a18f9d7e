"""家計表. Sums of a household by category: each month, in a year, and what is left for repaying."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from councils.look.words import yen
from loans.applications import rules
from loans.applications.models import Application, Budget, BudgetCategory, Member
from loans.hidden import mark_of

MONTHS = 12
DEBT = "DEBT"
_WORK = Member.Work
_INCOME_OF: Mapping[str, str] = {
    _WORK.REGULAR: "wage_yen",
    _WORK.PART_TIME: "wage_yen",
    _WORK.DISPATCHED: "wage_yen",
    _WORK.OWN_BUSINESS: "business_yen",
    _WORK.PENSIONER: "pension_yen",
}
Amounts = Mapping[str, int]


@dataclass(frozen=True)
class Sheet:
    """家計表の中身. Yen by the codes of the categories, each month and besides in a year."""

    monthly: dict[str, int]
    yearly: dict[str, int]
    note: str = ""


@dataclass(frozen=True)
class Totals:
    """合計. Yen; per_month is a year's balance spread over its months."""

    income_month: int
    expense_month: int
    income_year: int
    expense_year: int

    @property
    def balance_month(self) -> int:
        return self.income_month - self.expense_month

    @property
    def balance_year(self) -> int:
        return self.income_year - self.expense_year

    @property
    def per_month(self) -> int:
        return self.balance_year // MONTHS


@dataclass(frozen=True)
class TotalsShown:
    rows: Sequence[tuple[str, str, str]]
    is_short: bool
    per_month: str
    instalment: str


def categories() -> list[BudgetCategory]:
    """費目, as in force today."""
    today = timezone.localdate()
    rows = BudgetCategory.objects.filter(valid_from__lte=today).exclude(valid_until__lt=today)
    return list(rows.order_by("position"))


def totals(lines: Sequence[BudgetCategory], monthly: Amounts, yearly: Amounts) -> Totals:
    """Of a year: twelve of each month's, and what comes or goes besides."""

    def of(side: str, amounts: Amounts) -> int:
        return sum(amounts.get(line.code, 0) for line in lines if line.side == side)

    income, expense = BudgetCategory.Side.INCOME, BudgetCategory.Side.EXPENSE
    each_in, each_out = of(income, monthly), of(expense, monthly)
    return Totals(each_in, each_out, each_in * MONTHS + of(income, yearly), each_out * MONTHS + of(expense, yearly))


def from_household(application: Application, lines: Sequence[BudgetCategory]) -> dict[str, int]:
    """世帯員の収入と、聞き取った返済から. What was said already; income without its kinds is as the work tells."""
    codes = {line.member_field: line.code for line in lines if line.member_field}
    found: dict[str, int] = {}
    for each in rules.household(application):
        kinds = {name: amount for name in codes if (amount := getattr(each, name)) is not None}
        for name, amount in (kinds or _by_work(each)).items():
            if name in codes:
                found[codes[name]] = found.get(codes[name], 0) + amount
    repaid = application.consultation.debts_monthly_yen
    if repaid is not None and any(line.code == DEBT for line in lines):
        found[DEBT] = repaid
    return found


def _by_work(member: Member) -> dict[str, int]:
    """月収 without its kinds, as the one kind that the work tells."""
    if not member.monthly_income_yen:
        return {}
    return {_INCOME_OF.get(member.work, "other_income_yen"): member.monthly_income_yen}


def budget_of(application: Application) -> Budget | None:
    found: Budget | None = application.budgets.first()
    return found


def budget_mark(budget: Budget | Sheet | None) -> int:
    """家計表の版; of a sheet that is not written yet too, since two may begin it."""
    return mark_of([budget.monthly, budget.yearly, budget.note] if budget else [])


def budget_panel(application: Application) -> TotalsShown | None:
    """家計の見通し, beside the instalment; None before a sheet was written."""
    budget = budget_of(application)
    if budget is None:
        return None
    return shown(totals(categories(), budget.monthly, budget.yearly), application)


def outlook_of(application: Application) -> str:
    """今後の収支見通しの下書き, from the sheet; "" before there is one."""
    budget = budget_of(application)
    if budget is None:
        return ""
    found = totals(categories(), budget.monthly, budget.yearly)
    month = f"毎月の収入は{signed(found.income_month)}、支出は{signed(found.expense_month)}"
    return f"家計表では、{month}です。年に何度かの出入りを含めると、1か月の差引きは{signed(found.per_month)}です。"


def shown(found: Totals, application: Application) -> TotalsShown:
    rows = (
        ("収入", signed(found.income_month), signed(found.income_year)),
        ("支出", signed(found.expense_month), signed(found.expense_year)),
        ("差引き", signed(found.balance_month), signed(found.balance_year)),
    )
    return TotalsShown(rows, found.per_month < 0, signed(found.per_month), _instalment(application))


def signed(amount: int) -> str:
    return f"△{yen(-amount)}" if amount < 0 else yen(amount)


def _instalment(application: Application) -> str:
    """1回の償還額の目安, of the principal alone; "" while amount or months are open."""
    facts: tuple[Any, Any] = (application.amount_yen, application.repayment_months)
    amount, months = facts
    return yen(-(-amount // months)) if amount and months else ""
