from uuid import UUID

from django.utils import timezone

from councils import access
from councils.outbox import box
from councils.permissions import Permission
from councils.refusals import NotFound
from councils.tenancy import Actor
from councils.trail import write
from inquiry.codes import Kind, ProviderType
from inquiry.officer.actions.ask import first_turn, hold_open, ring, route_to
from inquiry.officer.actions.protected import check_stop
from inquiry.officer.officers import officer_id
from inquiry.officer.refusals import NothingToDecide
from inquiry.officer.trained import check_trained
from inquiry.vault.book import book_of, needs_decision
from inquiry.vault.models import Inquiry
from inquiry.vault.providers import Provider

_ASKED_ANEW, _LEFT = Inquiry.Settlement.ASKED_ANEW, Inquiry.Settlement.LEFT


def leave(inquiry_id: UUID, reason: Inquiry.SettledFor, *, by: Actor) -> Inquiry:
    """書類で確認する. The inquiry stays as it is and is not repeated; the office is told that a paper is needed."""
    inquiry = _find(inquiry_id, by)
    _settle(inquiry, _LEFT, reason, by)
    box.put("read", inquiry.order_id, key=str(inquiry.pk))
    return inquiry


def ask_anew(inquiry_id: UUID, reason: Inquiry.SettledFor, *, by: Actor) -> Inquiry:
    """新しく照会する. A person decided it: another request with an id of its own, and another record at the state.

    Raises PlaceUnknown and as `leave`.
    """
    check_trained(by)
    before = _find(inquiry_id, by)
    check_stop(before.order, by=by)
    _settle(before, _ASKED_ANEW, reason, by)
    provider = _provider(before)
    inquiry = Inquiry.objects.create(
        prefecture_id=before.prefecture_id,
        order=before.order,
        person=before.person,
        kind=before.kind,
        provider=provider.code,
        provider_type=provider.type,
        route=route_to(provider),
        scope=before.scope,
        from_on=before.from_on,
        until_on=before.until_on,
        asked_by=officer_id(by),
    )
    box.put("read", inquiry.order_id, key=str(before.pk))
    ring(inquiry.prefecture_id)
    return inquiry


def _provider(before: Inquiry) -> Provider:
    """The same as before; the composition by the road that is set now. Raises PlaceUnknown."""
    if before.kind == Kind.HOUSEHOLD:
        return first_turn(book_of(before.order_id), before.person, Kind.HOUSEHOLD)[0]
    return Provider(ProviderType(before.provider_type), before.provider)


def _find(inquiry_id: UUID, by: Actor) -> Inquiry:
    """Held and locked: first the order, as everywhere. Raises OrderClosed, NothingToDecide or NotFound."""
    hold_open(access.find(Inquiry, inquiry_id, by=by, may=Permission.INQUIRE).order_id)
    try:
        inquiry = access.find_for_update(Inquiry, inquiry_id, by=by, may=Permission.INQUIRE)
    except NotFound:
        # What a colleague has decided may be seen, and not locked any more.
        raise NothingToDecide from None
    if not needs_decision(inquiry):
        raise NothingToDecide
    return inquiry


def _settle(inquiry: Inquiry, settlement: Inquiry.Settlement, reason: Inquiry.SettledFor, by: Actor) -> None:
    inquiry.settlement, inquiry.settled_for = settlement, reason
    inquiry.settled_by, inquiry.settled_at = by.staff_id, timezone.now()
    inquiry.save(update_fields=["settlement", "settled_for", "settled_by", "settled_at"])
    write.act(
        "settle",
        case_id=inquiry.person.case_id,
        subject_id=inquiry.person.member_id,
        fields=[inquiry.kind],
        purpose=reason,
        result=settlement,
    )
