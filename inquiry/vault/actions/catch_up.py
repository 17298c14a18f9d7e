"""復元の後の突合. What the slip was told and this vault does not remember: the vault was put back from a backup.

A lookup at the resident network leaves a record, so whoever waited for one in the backup may have had it since.
"""

from collections.abc import Collection
from functools import partial
from uuid import UUID

from django.db.models import Max

from councils.tenancy import system_of, transaction_for
from councils.trail import write
from inquiry.desk.models import Progress
from inquiry.vault.actions.decide import lose
from inquiry.vault.faults import on_its_own
from inquiry.vault.models import Person, TakenOrder

_CHUNK = 5_000


def catch_up(prefecture_id: str) -> int:
    """How many open orders are behind the slip. Numbers of the slip are read before those that they are compared with:
    another worker may be telling at this moment, and a vault that was not put back is never behind."""
    with transaction_for(system_of(prefecture_id)):
        ids = list(TakenOrder.objects.filter(closed_at__isnull=True).values_list("pk", flat=True))
    told: dict[UUID, int] = {}
    for start in range(0, len(ids), _CHUNK):
        told |= told_numbers(prefecture_id, ids[start : start + _CHUNK])
    return sum(on_its_own(partial(_catch_up, prefecture_id, each, told[each]), "catch_up") for each in told)


def told_numbers(prefecture_id: str, order_ids: Collection[UUID]) -> dict[UUID, int]:
    """知らせの番号. Of each order that the slip was told of, the last."""
    with transaction_for(system_of(prefecture_id), using="cases"):
        rows = Progress.objects.filter(order_id__in=order_ids).values_list("order_id")
        return dict(rows.annotate(last=Max("number")))


def _catch_up(prefecture_id: str, order_id: UUID, told: int) -> int:
    with transaction_for(system_of(prefecture_id)):
        order = TakenOrder.objects.select_for_update().filter(pk=order_id, told_count__lt=told).first()
        if order is None:
            return 0
        for person in order.persons.select_for_update().filter(link=Person.Link.WAITING):
            lose(person)
            write.act("identify", case_id=person.case_id, subject_id=person.member_id, result=person.link)
        order.told_count = told
        order.save(update_fields=["told_count"])
    return 1
