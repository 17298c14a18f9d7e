"""緊急閲覧. One order of an ended case: one officer asks, another allows 30 minutes, it is reviewed the next day."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.tenancy import Actor
from councils.trail import write
from councils.trail.rights import check_reads_trail
from inquiry.officer.officers import officer_id
from inquiry.officer.refusals import NotEnded, NothingToAllow, OwnEmergency, StillOpen
from inquiry.vault.models import Emergency, TakenOrder

# walls.open_intent holds the same.
OPEN_FOR = timedelta(minutes=30)


def ask(order_id: UUID, purpose: Emergency.Purpose, *, by: Actor) -> Emergency:
    """緊急閲覧の申出. Raises NotFound or NotEnded."""
    order = access.find(TakenOrder, order_id, by=by, may=Permission.INQUIRE)
    if order.closed_at is None:
        raise NotEnded
    emergency = Emergency.objects.create(
        prefecture_id=order.prefecture_id, order=order, purpose=purpose, asked_by=officer_id(by)
    )
    write.act("ask_emergency", case_id=order.case_id, purpose=purpose)
    return emergency


def allow(emergency_id: UUID, *, by: Actor) -> Emergency:
    """許可, by another officer. Raises NotFound, NothingToAllow or OwnEmergency."""
    emergency = _waiting(emergency_id, by)
    emergency.allowed_by, emergency.allowed_at = officer_id(by), timezone.now()
    emergency.save(update_fields=["allowed_by", "allowed_at"])
    write.act("allow_emergency", case_id=emergency.order.case_id, purpose=emergency.purpose)
    return emergency


def refuse(emergency_id: UUID, *, by: Actor) -> Emergency:
    emergency = _waiting(emergency_id, by)
    emergency.refused_by, emergency.refused_at = officer_id(by), timezone.now()
    emergency.save(update_fields=["refused_by", "refused_at"])
    write.act("refuse_emergency", case_id=emergency.order.case_id, purpose=emergency.purpose)
    return emergency


def review(emergency_id: UUID, verdict: Emergency.Review, *, by: Actor) -> Emergency:
    """事後の確認, by an auditor or 責任者 who had no part in it.

    Raises NotPermitted, NotFound, NothingToAllow, OwnEmergency or StillOpen.
    """
    emergency = access.find_for_update(Emergency, emergency_id, by=by, may=reviewing_right(by))
    if emergency.allowed_at is None or emergency.reviewed_at is not None:
        raise NothingToAllow
    if by.staff_id in (emergency.asked_by, emergency.allowed_by):
        raise OwnEmergency
    check_is_over(emergency)
    emergency.review, emergency.reviewed_by, emergency.reviewed_at = verdict, officer_id(by), timezone.now()
    emergency.save(update_fields=["review", "reviewed_by", "reviewed_at"])
    write.act("review_emergency", purpose=emergency.purpose, result=verdict)
    return emergency


def check_is_over(emergency: Emergency) -> None:
    """30分が過ぎたか. What may still be seen cannot be judged yet."""
    if emergency.allowed_at is not None and emergency.allowed_at + OPEN_FOR > timezone.now():
        raise StillOpen


def reviewing_right(by: Actor) -> Permission:
    """Raises NotPermitted."""
    check_reads_trail(by)
    return Permission.ADMINISTER if access.may(by, Permission.ADMINISTER) else Permission.AUDIT


def live(order: TakenOrder, *, by: Actor) -> Emergency | None:
    """いま使える緊急閲覧. One's own, of this order, while its minutes last."""
    since = timezone.now() - OPEN_FOR
    return Emergency.objects.filter(order=order, asked_by=officer_id(by), allowed_at__gt=since).first()


def _waiting(emergency_id: UUID, by: Actor) -> Emergency:
    emergency = access.find_for_update(Emergency, emergency_id, by=by, may=Permission.INQUIRE)
    if emergency.allowed_at is not None or emergency.refused_at is not None:
        raise NothingToAllow
    if emergency.asked_by == by.staff_id:
        raise OwnEmergency
    return emergency
