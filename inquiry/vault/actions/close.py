from datetime import datetime
from functools import partial
from uuid import UUID

from django.db.models.functions import Now

from councils.tenancy import system_of, transaction_for
from councils.trail import write
from inquiry.codes import ProgressCode
from inquiry.desk.models import Closing
from inquiry.vault import marks
from inquiry.vault.faults import on_its_own
from inquiry.vault.heard import Notice, hear, in_chunks, is_further, since, taken_lately
from inquiry.vault.inquiries import CASE_CLOSED
from inquiry.vault.models import Inquiry, TakenOrder
from inquiry.vault.seals import destroy_numbers
from inquiry.vault.telling import tell_progress
from inquiry.vault.tombstones import Grave, bury


def close(prefecture_id: str) -> int:
    """案件終了. The numbers of closed cases are destroyed; answers stay until the retention of the rule."""
    with transaction_for(system_of(prefecture_id)):
        begun = since(prefecture_id, Notice.CLOSINGS)
        lately = taken_lately(prefecture_id).filter(closed_at__isnull=True)
        cases = list(lately.values_list("case_id", flat=True).distinct())
    new = _written(prefecture_id, begun)
    closed_at = new | _of(prefecture_id, cases)
    ended = _ended(prefecture_id, closed_at)
    done = sum(on_its_own(partial(_close, prefecture_id, order_id), "close") for order_id in ended)
    until = max(new.values(), default=None)
    # One that failed keeps the mark where it is, and is read again at the next look.
    if until and is_further(until, begun) and not _ended(prefecture_id, closed_at):
        with transaction_for(system_of(prefecture_id)):
            hear(prefecture_id, Notice.CLOSINGS, until)
    return done


def _written(prefecture_id: str, begun: datetime | None) -> dict[UUID, datetime]:
    """By case, its closing."""
    with transaction_for(system_of(prefecture_id), using="cases"):
        rows = Closing.objects.filter(prefecture_id=prefecture_id)
        return dict((rows.filter(written_at__gte=begun) if begun else rows).values_list("case_id", "written_at"))


def _of(prefecture_id: str, cases: list[UUID]) -> dict[UUID, datetime]:
    found: dict[UUID, datetime] = {}
    for chunk in in_chunks(cases):
        with transaction_for(system_of(prefecture_id), using="cases"):
            rows = Closing.objects.filter(prefecture_id=prefecture_id, case_id__in=chunk)
            found |= dict(rows.values_list("case_id", "written_at"))
    return found


def _ended(prefecture_id: str, closed_at: dict[UUID, datetime]) -> list[UUID]:
    """Open orders from before the closing of their case; one that was asked for afterwards is not meant by it."""
    ended: list[UUID] = []
    for chunk in in_chunks(list(closed_at)):
        with transaction_for(system_of(prefecture_id)):
            rows = TakenOrder.objects.filter(prefecture_id=prefecture_id, case_id__in=chunk, closed_at__isnull=True)
            found = list(rows.values_list("pk", "case_id", "ordered_at"))
        ended += [order for order, case, ordered in found if ordered <= closed_at[case]]
    return ended


def _close(prefecture_id: str, order_id: UUID) -> int:
    with transaction_for(system_of(prefecture_id)):
        order = TakenOrder.objects.select_for_update().get(pk=order_id)
        if order.closed_at is not None:
            return 0
        _stop_asking(order)
        destroyed = destroy_numbers(order)
        marks.forget_all(order)
        TakenOrder.objects.filter(pk=order.pk).update(closed_at=Now())
        write.act("close", case_id=order.case_id, result=f"destroyed {destroyed}")
        tell_progress(order, ProgressCode.CLOSED)
        bury(prefecture_id, Grave.NUMBERS, order.pk)
        return 1


def _stop_asking(order: TakenOrder) -> None:
    """What waits is not sent any more; what was asked cannot be checked without the code and is not fetched.

    What is on its way ends when it comes back (`ask`), or is given up.
    """
    under_way = (Inquiry.State.WAITING, Inquiry.State.ASKED)
    rows = Inquiry.objects.filter(order=order, state__in=under_way)
    rows.update(state=Inquiry.State.FAILED, result_class=CASE_CLOSED)
