"""Tasks of the gate's worker: doorbells. They enter their prefecture, do what is left, and may run twice."""

import logging
import time

from celery import shared_task
from celery.signals import worker_ready
from django.db import connection

from councils.models import Council
from councils.outbox import doorbell, listening
from councils.tenancy import system_of, transaction_for
from inquiry.vault.actions import look as acts
from inquiry.vault.actions.replay import replay_all, replay_if_restored

log = logging.getLogger(__name__)
SLIP = "slip"
KINDS = ("identify", "link", "read", "ask")


@shared_task
def look(prefecture_id: str) -> None:
    """見回り. One prefecture, when its bell rings."""
    acts.look_until_done(prefecture_id)


@shared_task
def sweep() -> None:
    """巡回. Every prefecture in turn, again while there is something to do: a backlog of one keeps nobody waiting.

    A fault in one is logged and the others go on. A database that was restored meanwhile is opened first, or nothing
    is done.
    """
    replay_if_restored()
    left = prefectures()
    _prune(left[0])
    until = time.monotonic() + acts.MOST_SECONDS
    while left and time.monotonic() < until:
        left = [prefecture_id for prefecture_id in left if _look(prefecture_id)]


@shared_task
def compare_tombstones() -> None:
    """廃棄の控えとの突合. A snapshot of the disk that was put back under a running worker is found here alone."""
    replay_all()


def _look(prefecture_id: str) -> int:
    try:
        return acts.look(prefecture_id)
    except Exception:
        log.exception("sweep of %s", prefecture_id)
        return 0


def _prune(prefecture_id: str) -> None:
    """The ledger of sends is nobody's alone: any prefecture's system may prune it."""
    with transaction_for(system_of(prefecture_id)), connection.cursor() as cursor:
        cursor.execute("SELECT walls.prune_sends()")


def prefectures() -> list[str]:
    rows = Council.objects.filter(kind=Council.Kind.PREFECTURAL).order_by("code")
    return list(rows.values_list("code", flat=True))


def ring(prefecture_id: str) -> None:
    """One attempt: a broker that does not answer costs the sweep's interval, not the page."""
    look.apply_async((prefecture_id,), retry=False)


for kind in KINDS:
    doorbell.hang(kind, ring)


@worker_ready.connect
def begin_to_listen(**_: object) -> None:
    """First of all what was destroyed is looked for again: a snapshot that was put back is not told by its place."""
    replay_all()
    listening.listen(SLIP, ring, using="cases")
