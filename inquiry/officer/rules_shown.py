"""読み解きの規則の表示. Which rules are in force, and the income limits; what nobody has entered is said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from councils.era import wareki
from inquiry.catalogue import in_force
from inquiry.vault.models import FindingRule, IncomeLimit


@dataclass(frozen=True, slots=True)
class RuleRow:
    """規則の一行."""

    label: str
    version: str
    since: str
    source: str


@dataclass(frozen=True, slots=True)
class LimitRow:
    """所得基準の一行."""

    whose: str
    size: str
    limit: str
    near: str
    since: str
    source: str


def rule_rows(on: date) -> Iterator[RuleRow]:
    for row in FindingRule.objects.filter(in_force(on)).order_by("pk"):
        yield RuleRow(row.get_code_display(), row.version, wareki(row.valid_from), row.source)


def limit_rows(prefecture_id: str) -> list[LimitRow]:
    """The prefecture's own and the country's, with those whose day has not come."""
    rows = IncomeLimit.objects.filter(Q(prefecture_id=prefecture_id) | Q(prefecture_id=""))
    return [_limit(row) for row in rows.order_by("household_size", "-prefecture_id", "-valid_from")]


def _limit(row: IncomeLimit) -> LimitRow:
    return LimitRow(
        whose="この県" if row.prefecture_id else "全国",
        size=f"{row.household_size}人",
        limit=f"{row.yearly_yen:,}円",
        near=f"上下{row.near_percent}％",
        since=wareki(row.valid_from),
        source=row.source,
    )
