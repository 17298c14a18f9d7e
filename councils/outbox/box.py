"""送り箱. Written with the change, claimed in batches, settled once; losing Redis loses only the bell."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import connections, transaction
from django.db.models import F
from django.db.models.functions import Now

from councils.outbox import doorbell
from councils.outbox.models import OutboxRow
from councils.tenancy import current_actor

CLAIM = timedelta(seconds=settings.OUTBOX_CLAIM_SECONDS)
FIRST_PAUSE_SECONDS = 2
# The same words however many rows: a list of parameters as long as a batch would be another statement each time.
_TAKE = """
UPDATE councils_outboxrow SET next_at = statement_timestamp() + %s * interval '1 second', attempts = attempts + 1
WHERE id = ANY (%s::bigint[])
"""
_SETTLE = "UPDATE councils_outboxrow SET settled_at = statement_timestamp(), trouble = '' WHERE id = ANY (%s::bigint[])"
LONGEST_PAUSE = timedelta(minutes=30)


def put(kind: str, subject_id: UUID, *, key: str = "", using: str = "default") -> None:
    """Writes what must happen; the same key twice is once. Rings after the commit."""
    actor = current_actor()
    if actor is None:
        raise RuntimeError("nobody acts: an outbox row belongs to a prefecture")
    with connections[using].cursor() as cursor:
        cursor.execute(
            "INSERT INTO councils_outboxrow (prefecture_id, kind, key, subject_id, attempts, trouble)"
            " VALUES (%s, %s, %s, %s, 0, '') ON CONFLICT DO NOTHING",
            [actor.prefecture_id, kind, key or str(subject_id), subject_id],
        )
    transaction.on_commit(lambda: doorbell.ring(kind, actor.prefecture_id), using=using)


def put_each(kind: str, what: Sequence[tuple[UUID, str]], *, using: str = "default") -> None:
    """Many at once, each a subject and its key; the bell rings once."""
    actor = current_actor()
    if actor is None:
        raise RuntimeError("nobody acts: an outbox row belongs to a prefecture")
    keys = {key: subject_id for subject_id, key in what}
    with connections[using].cursor() as cursor:
        cursor.execute(
            "INSERT INTO councils_outboxrow (prefecture_id, kind, key, subject_id, attempts, trouble)"
            " SELECT %s, %s, key, subject_id, 0, '' FROM unnest(%s::varchar[], %s::uuid[]) put (key, subject_id)"
            " ON CONFLICT DO NOTHING",
            [actor.prefecture_id, kind, list(keys), list(keys.values())],
        )
    transaction.on_commit(lambda: doorbell.ring(kind, actor.prefecture_id), using=using)


def claim(kind: str, *, at_most: int, using: str = "default") -> list[OutboxRow]:
    """Takes waiting rows for a while; the claim lapses by itself if the one who took it dies."""
    rows = list(
        OutboxRow.objects.using(using)
        .select_for_update(skip_locked=True)
        .filter(kind=kind, settled_at__isnull=True, next_at__lte=Now())
        .order_by("next_at", "pk")[:at_most]
    )
    ids = [row.pk for row in rows]
    with connections[using].cursor() as cursor:
        cursor.execute(_TAKE, [CLAIM.total_seconds(), ids])
    return rows


def settle(row: OutboxRow, *, using: str = "default") -> None:
    OutboxRow.objects.using(using).filter(pk=row.pk).update(settled_at=Now(), trouble="")


def settle_each(rows: Sequence[OutboxRow], *, using: str = "default") -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(_SETTLE, [[row.pk for row in rows]])


def put_off(row: OutboxRow, trouble: str, *, using: str = "default") -> None:
    """Not this time: again after a pause that doubles. The trouble is a code, never words about a person."""
    pause = min(timedelta(seconds=FIRST_PAUSE_SECONDS * 2 ** min(row.attempts, 12)), LONGEST_PAUSE)
    OutboxRow.objects.using(using).filter(pk=row.pk).update(next_at=Now() + pause, trouble=trouble[:60])


def put_back(row: OutboxRow, trouble: str, *, using: str = "default") -> None:
    """It only had to wait for others: again soon, however often."""
    soon = Now() + timedelta(seconds=1)
    OutboxRow.objects.using(using).filter(pk=row.pk).update(next_at=soon, attempts=F("attempts") - 1, trouble=trouble)


def waiting(kinds: Sequence[str], *, using: str = "default") -> int:
    return OutboxRow.objects.using(using).filter(kind__in=kinds, settled_at__isnull=True).count()
