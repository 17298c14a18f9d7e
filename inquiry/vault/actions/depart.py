from functools import partial
from uuid import UUID

from django.db import connection
from django.utils import timezone

from councils.tenancy import system_of, transaction_for
from inquiry.desk.models import Departure
from inquiry.vault.faults import on_its_own
from inquiry.vault.models import TakenDeparture


def depart(prefecture_id: str) -> int:
    """異動・退職. Whom the office says has left is refused at the next request; a function can only switch off."""
    due = _due(prefecture_id)
    new = due.keys() - _taken(prefecture_id, list(due))
    return sum(on_its_own(partial(_depart, prefecture_id, each, due[each]), "depart") for each in new)


def _due(prefecture_id: str) -> dict[UUID, str]:
    with transaction_for(system_of(prefecture_id), using="cases"):
        rows = Departure.objects.filter(prefecture_id=prefecture_id, left_on__lte=timezone.localdate())
        return dict(rows.values_list("pk", "username"))


def _taken(prefecture_id: str, ids: list[UUID]) -> set[UUID]:
    if not ids:
        return set()
    with transaction_for(system_of(prefecture_id)):
        return set(TakenDeparture.objects.filter(pk__in=ids).values_list("pk", flat=True))


def _depart(prefecture_id: str, departure_id: UUID, username: str) -> int:
    """0 where another worker was first."""
    with transaction_for(system_of(prefecture_id)), connection.cursor() as cursor:
        cursor.execute("SELECT walls.depart(%s, %s)", [departure_id, username])
        return int(cursor.fetchone()[0])
