"""適用する貸付条件. The dated rule row that a case is judged by, as facts."""

from datetime import date

from django.db.models import Q

from loans.terms.facts import Terms
from loans.terms.models import FundTerms
from loans.terms.products import terms_of
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


def facts_of(row: FundTerms) -> Terms:
    return terms_of(row.terms)
