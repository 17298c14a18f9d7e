"""廃棄の控えの再現. After a restore what was destroyed is destroyed again; only then does the database show values."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from councils.models import Council
from councils.tenancy import system_of, transaction_for
from councils.trail import write
from inquiry.vault.actions.catch_up import catch_up
from inquiry.vault.inquiries import CASE_CLOSED
from inquiry.vault.models import UNTIL_CLOSING, CaseKey, Inquiry, KeptCount, Sealed, TakenOrder
from inquiry.vault.tombstones import Grave, Tombstone, buried, prefectures_with_graves

_AT_ONCE = 1_000
NEVER_COUNTED = datetime(1970, 1, 1, tzinfo=UTC)


def replay_if_restored() -> int:
    """復元の後だけ. At each sweep: asks the database whether it is where it was opened."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT walls.is_opened()")
        [is_opened] = cursor.fetchone()
    return 0 if is_opened else replay_all()


def replay_all() -> int:
    """全県の再現. How much was found again and destroyed; may be run again. Raises NoTombstones before it opens."""
    buried_of = set(prefectures_with_graves())
    done = 0
    for prefecture_id in Council.objects.filter(kind=Council.Kind.PREFECTURAL).values_list("code", flat=True):
        found = replay(prefecture_id) if prefecture_id in buried_of else 0
        _note(prefecture_id, found)
        catch_up(prefecture_id)
        done += found
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT walls.open_database()")
    return done


def replay(prefecture_id: str) -> int:
    """Years of tombstones in a few questions; what is there again is destroyed one by one, each with its trail row."""
    done = 0
    for tombstones in _batched(buried(prefecture_id), _AT_ONCE):
        with transaction_for(system_of(prefecture_id)):
            there = _there(tombstones)
        again = [each for each in tombstones if each.id in there]
        for tombstone in again:
            with transaction_for(system_of(prefecture_id)):
                found = _destroy(tombstone)
                write.act("replay_tombstone", fields=[tombstone.grave.value], result=f"destroyed {found}")
                done += found
    return done


def _note(prefecture_id: str, found: int) -> None:
    """突合の記録, for the gate's first page: what had come back stays to be read until something else does."""
    facts: dict[str, object] = {"compared_at": timezone.now()}
    if found:
        facts |= {"returned_count": found, "returned_at": timezone.now()}
    with transaction_for(system_of(prefecture_id)):
        if not KeptCount.objects.filter(prefecture_id=prefecture_id).update(**facts):
            # Nothing was counted yet: the count itself is left to whoever counts.
            new = KeptCount(prefecture_id=prefecture_id, counted_at=NEVER_COUNTED, **facts)
            KeptCount.objects.bulk_create([new], ignore_conflicts=True)


def _batched(tombstones: Iterator[Tombstone], at_once: int) -> Iterator[list[Tombstone]]:
    while batch := list(islice(tombstones, at_once)):
        yield batch


def _there(tombstones: Sequence[Tombstone]) -> set[UUID]:
    """Of what was destroyed, what this database holds."""
    of = {grave: [each.id for each in tombstones if each.grave == grave] for grave in Grave}
    numbers = Sealed.objects.filter(person__order_id__in=of[Grave.NUMBERS], what__in=UNTIL_CLOSING)
    still_open = TakenOrder.objects.filter(pk__in=of[Grave.NUMBERS], closed_at__isnull=True)
    persons = Sealed.objects.filter(person_id__in=of[Grave.PERSON])
    return {
        *numbers.values_list("person__order_id", flat=True),
        *still_open.values_list("pk", flat=True),
        *persons.values_list("person_id", flat=True),
        *CaseKey.objects.filter(pk__in=of[Grave.CASE_KEY]).values_list("pk", flat=True),
        *TakenOrder.objects.filter(pk__in=of[Grave.RECORD]).values_list("pk", flat=True),
    }


def _destroy(tombstone: Tombstone) -> int:
    match tombstone.grave:
        case Grave.NUMBERS:
            return _close(tombstone)
        case Grave.PERSON:
            return Sealed.objects.filter(person_id=tombstone.id).delete()[0]
        case Grave.CASE_KEY:
            return _destroy_key(tombstone)
        case Grave.RECORD:
            return _forget(tombstone)


def _close(tombstone: Tombstone) -> int:
    """As `close` does, but for the slip, which was told: what a backup still wanted to ask ends."""
    orders = TakenOrder.objects.filter(pk=tombstone.id)
    under_way = (Inquiry.State.WAITING, Inquiry.State.ASKED)
    waiting = Inquiry.objects.filter(order_id=tombstone.id, state__in=under_way)
    ended = waiting.update(state=Inquiry.State.FAILED, result_class=CASE_CLOSED)
    closed = orders.filter(closed_at__isnull=True).update(closed_at=Now())
    sealed = Sealed.objects.filter(person__order_id=tombstone.id, what__in=UNTIL_CLOSING)
    return ended + closed + sealed.delete()[0]


def _destroy_key(tombstone: Tombstone) -> int:
    """Whatever is sealed of the case in this backup is under this key: a later one has another id."""
    key = CaseKey.objects.filter(pk=tombstone.id).first()
    if key is None:
        return 0
    return Sealed.objects.filter(case_id=key.case_id).delete()[0] + key.delete()[0]


def _forget(tombstone: Tombstone) -> int:
    """Where values of the case came back too, their own tombstone went before; what is held now is kept."""
    if not TakenOrder.objects.filter(pk=tombstone.id).exists():
        return 0
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT walls.forget_order(%s)", [tombstone.id])
            return int(cursor.fetchone()[0]) + 1
    except DatabaseError:
        return 0
