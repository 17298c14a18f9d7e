"""気になる閲覧を挙げる. As the prefecture's own system; what was raised already is not raised again."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from councils.tenancy import system_of, transaction_for
from councils.trail.alerts.models import AlertRule, Rule
from councils.trail.alerts.rules import Find

# Longer than any rule waits for an act, so that a day without a worker is made up for.
LOOK_BACK = timedelta(days=4)


def raise_alerts(prefecture_id: str, rules: Mapping[Rule, Find]) -> int:
    """How many are new. A rule a transaction: one that fails takes no other with it."""
    return sum(_raise(prefecture_id, code, find) for code, find in rules.items())


def _raise(prefecture_id: str, code: Rule, find: Find) -> int:
    with transaction_for(system_of(prefecture_id)):
        rule = AlertRule.in_force(code, prefecture_id, timezone.localdate())
        if rule is None:
            return 0
        return sum(_is_new(code, row_id) for row_id in find(rule, timezone.now() - LOOK_BACK))


def _is_new(code: Rule, row_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT walls.raise_alert(%s, %s)", [code.value, row_id])
        return bool(cursor.fetchone()[0])
