"""適用する貸付条件. The dated rule row that a case is judged by, as facts."""

from datetime import date

from django.db.models import Q

from loans.terms.facts import Terms
from loans.terms.models import FundTerms
from loans.terms.products import rules, terms_of
from loans.terms.refusals import UnknownFund


def row_in_force(fund: str, *, prefecture_id: str, on: date) -> FundTerms:
    """The prefecture's own row where it has one, else the national one; the latest valid. Raises UnknownFund."""
    rows = FundTerms.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=on),
        Q(prefecture_id=prefecture_id) | Q(prefecture__isnull=True),
        code=fund,
        valid_from__lte=on,
    )
    found = sorted(rows, key=lambda row: (row.prefecture_id is not None, row.valid_from))
    if not found:
        raise UnknownFund("この資金の貸付条件が登録されていません。管理者に確認してください。")
    return found[-1]


def funds_in_force(*, prefecture_id: str, on: date) -> list[Terms]:
    """申し込める資金. What can be lent on here on this day, in the order of the rule rows."""
    rows = FundTerms.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=on),
        Q(prefecture_id=prefecture_id) | Q(prefecture__isnull=True),
        valid_from__lte=on,
    )
    found = sorted(rows, key=lambda row: (row.prefecture_id is not None, row.valid_from))
    latest = {row.code: row for row in found}
    return [facts_of(row) for row in sorted(latest.values(), key=lambda row: _place(row.code))]


def _place(code: str) -> tuple[int, str]:
    """National funds in their usual order; what a prefecture has of its own after them."""
    order = [row["code"] for row in rules()["products"]]
    return (order.index(code) if code in order else len(order), code)


def facts_of(row: FundTerms) -> Terms:
    return terms_of(row.terms)
