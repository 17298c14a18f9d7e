"""規則の適用. Which version of each rule is in force on a day, and the figures of the prefecture."""

from collections.abc import Mapping
from datetime import date

from inquiry.catalogue import in_force
from inquiry.codes import FindingCode
from inquiry.reading.income import Limit
from inquiry.vault.models import FindingRule, IncomeLimit

Versions = Mapping[FindingCode, str]


def versions_on(day: date) -> Versions:
    """適用中の版. By finding; of two that overlap, the later one."""
    rows = FindingRule.objects.filter(in_force(day)).order_by("valid_from")
    return {FindingCode(code): version for code, version in rows.values_list("code", "version")}


# The prefecture's own before the country's, the fund's own before that of every fund, then the newest.
_NEAREST = ("-prefecture_id", "-fund", "-valid_from", "-created_at", "-pk")


def limit_on(day: date, prefecture_id: str, household_size: int, fund: str = "") -> Limit | None:
    """所得基準. None where nobody has entered one."""
    rows = IncomeLimit.objects.filter(
        prefecture_id__in=[prefecture_id, ""],
        household_size=household_size,
        fund__in=[fund, ""],
        valid_from__lte=day,
    )
    row = rows.order_by(*_NEAREST).first()
    return Limit(row.yearly_yen, row.near_percent) if row else None
