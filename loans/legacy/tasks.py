"""The doorbell of the push, and the sweep that looks when no bell rang."""

from celery import shared_task

from councils.models import Council
from councils.outbox import doorbell
from loans.decision.actions import PUSH
from loans.legacy.push import push_waiting


@shared_task
def push_decisions(prefecture_id: str) -> None:
    """業務システム連携, of one prefecture."""
    push_waiting(prefecture_id)


@shared_task
def sweep() -> None:
    """見回り. Every prefecture, one after the other: there is no "all councils" mode."""
    for code in Council.objects.filter(kind=Council.Kind.PREFECTURAL).values_list("code", flat=True):
        push_waiting(code)


doorbell.hang(PUSH, push_decisions.delay)
