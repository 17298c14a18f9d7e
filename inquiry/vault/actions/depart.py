from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from councils.tenancy import system_of, transaction_for
from inquiry.desk.models import Departure
from inquiry.vault.faults import on_its_own
from inquiry.vault.heard import Notice, hear, is_further, since
from inquiry.vault.models import TakenDeparture


def depart(prefecture_id: str) -> int:
    """異動・退職. Whom the office says has left is refused at the next request; a function can only switch off."""
    with transaction_for(system_of(prefecture_id)):
        begun = since(prefecture_id, Notice.DEPARTURES)
    due = _due(prefecture_id, begun)
    new = _untaken(prefecture_id, due)
    done = sum(on_its_own(partial(_depart, prefecture_id, each.pk, each.username), "depart") for each in new)
    until = max((each.written_at for each in due), default=None)
    # One that failed keeps the mark where it is, and is read again at the next look.
    if until and is_further(until, begun) and not _untaken(prefecture_id, new):
        with transaction_for(system_of(prefecture_id)):
            hear(prefecture_id, Notice.DEPARTURES, until)
    return done


def _due(prefecture_id: str, begun: datetime | None) -> list[Departure]:
    with transaction_for(system_of(prefecture_id), using="cases"):
        rows = Departure.objects.filter(prefecture_id=prefecture_id, left_on__lte=timezone.localdate())
        return list(rows if begun is None else _since(rows, begun))


def _since(rows: QuerySet[Departure], begun: datetime) -> QuerySet[Departure]:
    """Written since then, or written long before for a day that has come since."""
    return rows.filter(Q(written_at__gte=begun) | Q(left_on__gte=timezone.localtime(begun).date()))


def _untaken(prefecture_id: str, due: list[Departure]) -> list[Departure]:
    if not due:
        return []
    with transaction_for(system_of(prefecture_id)):
        taken = set(TakenDeparture.objects.filter(pk__in=[each.pk for each in due]).values_list("pk", flat=True))
    return [each for each in due if each.pk not in taken]


def _depart(prefecture_id: str, departure_id: UUID, username: str) -> int:
    """0 where another worker was first."""
    with transaction_for(system_of(prefecture_id)), connection.cursor() as cursor:
        cursor.execute("SELECT walls.depart(%s, %s)", [departure_id, username])
        return int(cursor.fetchone()[0])
