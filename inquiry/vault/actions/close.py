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
from inquiry.vault.inquiries import CASE_CLOSED
from inquiry.vault.models import Inquiry, TakenOrder
from inquiry.vault.seals import destroy_numbers
from inquiry.vault.telling import tell_progress

_CHUNK = 5_000


def close(prefecture_id: str) -> int:
    """案件終了. The numbers of closed cases are destroyed; answers stay until the retention of the rule."""
    open_orders = _open_orders(prefecture_id)
    closed_at = _closings(prefecture_id, list({case_id for _, case_id, _ in open_orders}))
    # A case that is asked about again after its closing has a new order, which that closing does not mean.
    ended = [order for order, case, ordered in open_orders if case in closed_at and ordered <= closed_at[case]]
    return sum(on_its_own(partial(_close, prefecture_id, order_id), "close") for order_id in ended)


def _open_orders(prefecture_id: str) -> list[tuple[UUID, UUID, datetime]]:
    with transaction_for(system_of(prefecture_id)):
        rows = TakenOrder.objects.filter(closed_at__isnull=True)
        return list(rows.values_list("pk", "case_id", "ordered_at"))


def _closings(prefecture_id: str, cases: list[UUID]) -> dict[UUID, datetime]:
    found: dict[UUID, datetime] = {}
    for start in range(0, len(cases), _CHUNK):
        with transaction_for(system_of(prefecture_id), using="cases"):
            rows = Closing.objects.filter(case_id__in=cases[start : start + _CHUNK])
            found |= dict(rows.values_list("case_id", "written_at"))
    return found


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
        return 1


def _stop_asking(order: TakenOrder) -> None:
    """What waits is not sent any more; what was asked cannot be checked without the code and is not fetched.

    What is on its way ends when it comes back (`ask`), or is given up.
    """
    under_way = (Inquiry.State.WAITING, Inquiry.State.ASKED)
    rows = Inquiry.objects.filter(order=order, state__in=under_way)
    rows.update(state=Inquiry.State.FAILED, result_class=CASE_CLOSED)
