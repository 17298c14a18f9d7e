"""The doorbell of the push, and the sweep that looks when no bell rang."""

import logging

from celery import shared_task

from councils.models import Council
from councils.outbox import doorbell
from loans.decision.actions import PUSH
from loans.legacy.push import push_waiting

log = logging.getLogger(__name__)


@shared_task
def push_decisions(prefecture_id: str) -> None:
    """業務システム連携, of one prefecture."""
    push_waiting(prefecture_id)


@shared_task
def sweep() -> None:
    """見回り. Every prefecture, one after the other: there is no "all councils" mode."""
    for code in Council.objects.filter(kind=Council.Kind.PREFECTURAL).values_list("code", flat=True):
        try:
            push_waiting(code)
        except Exception:
            # One prefecture's fault must not starve those after it; the next sweep comes to it again.
            log.exception("sweep of %s", code)


def ring(prefecture_id: str) -> None:
    """One attempt: a broker that does not answer costs the sweep's interval, not the page."""
    push_decisions.apply_async((prefecture_id,), retry=False)


doorbell.hang(PUSH, ring)
