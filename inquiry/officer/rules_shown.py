"""読み解きの規則の表示. Which rules are in force."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from councils.era import wareki
from inquiry.catalogue import in_force
from inquiry.vault.models import FindingRule


@dataclass(frozen=True, slots=True)
class RuleRow:
    """規則の一行."""

    label: str
    version: str
    since: str
    source: str


def rule_rows(on: date) -> Iterator[RuleRow]:
    for row in FindingRule.objects.filter(in_force(on)).order_by("pk"):
        yield RuleRow(row.get_code_display(), row.version, wareki(row.valid_from), row.source)
