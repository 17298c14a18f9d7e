import logging
from collections.abc import Callable, Mapping

from celery import shared_task

from councils.models import Council
from councils.trail.alerts.models import Rule
from councils.trail.alerts.raising import raise_alerts
from councils.trail.alerts.rules import RULES, Find

log = logging.getLogger(__name__)


@shared_task
def look_over() -> None:
    """気になる閲覧, by the rules that need the trail alone."""
    look_over_all(lambda _: RULES)


def look_over_all(rules_of: Callable[[str], Mapping[Rule, Find]]) -> None:
    """Every prefecture, one after the other; one prefecture's fault must not starve those after it."""
    for code in Council.objects.filter(kind=Council.Kind.PREFECTURAL).values_list("code", flat=True):
        try:
            raise_alerts(code, rules_of(code))
        except Exception:
            log.exception("alerts of %s", code)
