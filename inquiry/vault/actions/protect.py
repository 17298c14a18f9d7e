"""支援措置. A flag that comes after the order: what waits gets 不開示コード, what was sent is listed for a person."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, Max, OuterRef
from django.db.models.functions import Now
from django.utils import timezone

from councils.tenancy import system_of, transaction_for
from councils.trail import write
from inquiry.desk.models import Protection
from inquiry.vault.heard import OVERLAP, Notice, hear, in_chunks, is_further, since, taken_lately
from inquiry.vault.models import Inquiry, Mishap, TakenOrder


def protect(prefecture_id: str) -> int:
    """支援措置の反映. How many orders and inquiries were touched.

    From the commit on the database sends none of their inquiries without the code. What an officer or another worker
    did at the same moment is found at the next look.
    """
    with transaction_for(system_of(prefecture_id)):
        begun = since(prefecture_id, Notice.PROTECTIONS)
        lately = taken_lately(prefecture_id).filter(is_nondisclosure=False)
        cases = list(lately.values_list("case_id", flat=True).distinct())
    new = _written(prefecture_id, begun)
    told = _of(prefecture_id, cases) | new
    with transaction_for(system_of(prefecture_id)):
        still_watched = _watched_since(prefecture_id)  # before these are flagged: theirs are the newest then
        unflagged = _unflagged(prefecture_id, told)
        for order in unflagged:
            _flag(order)
        if new and is_further(max(new.values()), begun):
            hear(prefecture_id, Notice.PROTECTIONS, max(new.values()))
        return len(unflagged) + _flag_waiting(prefecture_id) + _list_sent(prefecture_id, still_watched)


def _written(prefecture_id: str, begun: datetime | None) -> dict[UUID, datetime]:
    """By case, when the office said so last."""
    with transaction_for(system_of(prefecture_id), using="cases"):
        rows = Protection.objects.filter(prefecture_id=prefecture_id).order_by("written_at")
        return dict((rows.filter(written_at__gte=begun) if begun else rows).values_list("case_id", "written_at"))


def _of(prefecture_id: str, cases: list[UUID]) -> dict[UUID, datetime]:
    told: dict[UUID, datetime] = {}
    for chunk in in_chunks(cases):
        with transaction_for(system_of(prefecture_id), using="cases"):
            rows = Protection.objects.filter(prefecture_id=prefecture_id, case_id__in=chunk).order_by("written_at")
            told |= dict(rows.values_list("case_id", "written_at"))
    return told


def _unflagged(prefecture_id: str, told: dict[UUID, datetime]) -> list[TakenOrder]:
    """Orders from before the office's word, or before a protected order of the same case; a lifting is not undone."""
    orders = TakenOrder.objects.filter(prefecture_id=prefecture_id, is_nondisclosure=False).select_for_update()
    later = TakenOrder.objects.filter(
        prefecture_id=prefecture_id,
        case_id=OuterRef("case_id"),
        is_nondisclosure=True,
        ordered_at__gt=OuterRef("ordered_at"),
    )
    touched = taken_lately(prefecture_id).values("case_id")
    found = list(orders.filter(Exists(later), case_id__in=touched))
    for chunk in in_chunks(list(told)):
        found += [each for each in orders.filter(case_id__in=chunk) if each.ordered_at <= told[each.case_id]]
    return list({each.pk: each for each in found}.values())


def _flag(order: TakenOrder) -> None:
    TakenOrder.objects.filter(pk=order.pk).update(is_nondisclosure=True, protected_at=Now())
    write.act("protect", case_id=order.case_id, fields=["is_nondisclosure"], result="done")


def _flag_waiting(prefecture_id: str) -> int:
    """Of open orders: nothing of a closed one waits."""
    rows = Inquiry.objects.filter(
        prefecture_id=prefecture_id,
        is_nondisclosure=False,
        order__is_nondisclosure=True,
        order__closed_at__isnull=True,
        state=Inquiry.State.WAITING,
    ).values_list("pk", flat=True)
    still = Inquiry.objects.filter(pk__in=list(rows), state=Inquiry.State.WAITING)
    return still.update(is_nondisclosure=True)


def _watched_since(prefecture_id: str) -> datetime | None:
    """What was on its way at the flag's commit shows up seconds later; a day of the newest is watched, not of now."""
    orders = TakenOrder.objects.filter(prefecture_id=prefecture_id)
    newest: datetime | None = orders.aggregate(newest=Max("protected_at"))["newest"]
    return newest - OVERLAP if newest else None


def _list_sent(prefecture_id: str, begun: datetime | None) -> int:
    """不開示コードなしで送った照会: one entry for an order, with what to do about each of them."""
    sent = Inquiry.objects.filter(
        prefecture_id=prefecture_id, order_id=OuterRef("pk"), is_nondisclosure=False, asked_at__isnull=False
    ).exclude(state=Inquiry.State.WAITING)
    listed = Mishap.objects.filter(prefecture_id=prefecture_id, order_id=OuterRef("pk"), what=Mishap.What.EXPOSED)
    watched = TakenOrder.objects.filter(prefecture_id=prefecture_id, protected_at__isnull=False)
    orders = (watched.filter(protected_at__gte=begun) if begun else watched).filter(Exists(sent), ~Exists(listed))
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
