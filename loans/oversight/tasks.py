from celery import shared_task

from councils.trail.alerts.tasks import look_over_all
from loans.oversight.rules import rules_of


@shared_task
def look_over() -> None:
    """気になる閲覧, by every rule: what needs a case is asked here, where cases are."""
    look_over_all(rules_of)
