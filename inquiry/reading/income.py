"""所得基準の読み解き. The household's 合計所得金額 against the prefecture's limit; what is unknown leaves it open.

Near the limit, on either side, it says so and not which side: an income cannot be found out by small steps.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from inquiry.codes import Verdict
from inquiry.sources.answers import Empty, TaxAnswer

VERSION = "INCOME_LIMIT-1"


@dataclass(frozen=True, slots=True)
class Limit:
    """所得基準. Whole yen a year for a household of this size; near_percent of it is 近接."""

    yen: int
    near_percent: int


def income_limit(answers: Sequence[TaxAnswer | None], limit: Limit | None) -> Verdict:
    """世帯の所得. answers: of everybody whose income counts, None where there is none to read."""
    if limit is None or not answers:
        return Verdict.NEEDS_CHECK
    total = 0
    for answer in answers:
        if answer is None or answer.is_undeclared or isinstance(answer.total_income_yen, Empty):
            return Verdict.NEEDS_CHECK
        # A loss of one member is not set off against what another earned.
        total += max(0, answer.total_income_yen.value)
    return _band(total, limit)


def _band(total: int, limit: Limit) -> Verdict:
    if abs(total - limit.yen) * 100 <= limit.yen * limit.near_percent:
        return Verdict.NEAR
    return Verdict.WITHIN if total < limit.yen else Verdict.OVER
