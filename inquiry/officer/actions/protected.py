"""支援措置の確認. Read and confirmed before the first inquiry; the database takes none without it."""

from uuid import UUID

from councils import access
from councils.permissions import Permission
from councils.tenancy import Actor
from councils.trail import write
from inquiry.officer.officers import officer_id
from inquiry.officer.refusals import StopUnread
from inquiry.vault.models import StopSeen, TakenOrder


def confirm_stop(order_id: UUID, *, by: Actor) -> TakenOrder:
    """Each officer for oneself; once is enough for an order."""
    order = access.find(TakenOrder, order_id, by=by, may=Permission.INQUIRE)
    if not has_seen(order, by=by):
        seen = StopSeen(prefecture_id=order.prefecture_id, order=order, confirmed_by=officer_id(by))
        StopSeen.objects.bulk_create([seen], ignore_conflicts=True)  # pressed twice at once
        write.act("confirm_stop", case_id=order.case_id, fields=["is_nondisclosure"], result="done")
    return order


def has_seen(order: TakenOrder, *, by: Actor) -> bool:
    return StopSeen.objects.filter(order=order, confirmed_by=officer_id(by)).exists()


def check_stop(order: TakenOrder, *, by: Actor) -> None:
    """Raises StopUnread, where the order is protected and this officer has not confirmed."""
    if order.is_nondisclosure and not has_seen(order, by=by):
        raise StopUnread
