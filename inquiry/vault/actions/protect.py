"""支援措置. A flag that comes after the order: what waits gets 不開示コード, what was sent is listed for a person."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from councils.tenancy import system_of, transaction_for
from councils.trail import write
from inquiry.desk.models import Protection
from inquiry.vault.models import Inquiry, Mishap, TakenOrder


def protect(prefecture_id: str) -> int:
    """支援措置の反映. How many orders and inquiries were touched.

    From the commit on the database sends none of their inquiries without the code. What an officer or another worker
    did at the same moment is found at the next look.
    """
    told = _told(prefecture_id)
    with transaction_for(system_of(prefecture_id)):
        unflagged = _unflagged(told)
        for order in unflagged:
            _flag(order)
        return len(unflagged) + _flag_waiting() + _list_sent()


def _told(prefecture_id: str) -> dict[UUID, datetime]:
    """By case, when the office said so last."""
    with transaction_for(system_of(prefecture_id), using="cases"):
        rows = Protection.objects.order_by("written_at")
        return dict(rows.values_list("case_id", "written_at"))


def _unflagged(told: dict[UUID, datetime]) -> list[TakenOrder]:
    """Orders from before the office's word, or before a protected order of the same case; a lifting is not undone."""
    later = TakenOrder.objects.filter(
        case_id=OuterRef("case_id"), is_nondisclosure=True, ordered_at__gt=OuterRef("ordered_at")
    )
    orders = TakenOrder.objects.filter(is_nondisclosure=False)
    by_order = list(orders.filter(Exists(later)).select_for_update())
    by_word = [each for each in orders.filter(case_id__in=list(told)) if each.ordered_at <= told[each.case_id]]
    return list({each.pk: each for each in [*by_order, *by_word]}.values())


def _flag(order: TakenOrder) -> None:
    TakenOrder.objects.filter(pk=order.pk).update(is_nondisclosure=True)
    write.act("protect", case_id=order.case_id, fields=["is_nondisclosure"], result="done")


def _flag_waiting() -> int:
    rows = Inquiry.objects.filter(
        is_nondisclosure=False, order__is_nondisclosure=True, state=Inquiry.State.WAITING
    ).values_list("pk", flat=True)
    still = Inquiry.objects.filter(pk__in=list(rows), state=Inquiry.State.WAITING)
    return still.update(is_nondisclosure=True)


def _list_sent() -> int:
    """不開示コードなしで送った照会: one entry for an order, with what to do about each of them."""
    sent = Inquiry.objects.filter(order_id=OuterRef("pk"), is_nondisclosure=False, asked_at__isnull=False).exclude(
        state=Inquiry.State.WAITING
    )
    listed = Mishap.objects.filter(order_id=OuterRef("pk"), what=Mishap.What.EXPOSED)
    orders = TakenOrder.objects.filter(Exists(sent), ~Exists(listed), is_nondisclosure=True)
    for order in orders:
        Mishap.objects.create(
            prefecture_id=order.prefecture_id,
            order=order,
            what=Mishap.What.EXPOSED,
            cause=Mishap.Cause.FLAG_LATE,
            known_on=timezone.localdate(),
        )
        write.act("list_exposed", case_id=order.case_id, result="done")
    return len(orders)
