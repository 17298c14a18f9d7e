from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db.models.functions import Now

from councils.tenancy import system_of, transaction_for
from inquiry.sources.errors import DuplicateRecord, NotSent, OutcomeUnknown, QueryRefused, SourceFault
from inquiry.sources.network import InformationNetwork
from inquiry.sources.outcomes import ResultClass
from inquiry.sources.types import Asked, Receipt
from inquiry.vault import seals
from inquiry.vault.exchange import Line
from inquiry.vault.inquiries import BY_NETWORK, CASE_CLOSED, ONE_MORE, asked_of, end, pause_after
from inquiry.vault.models import Inquiry, Sealed, TakenOrder

AT_MOST = 100


def ask(prefecture_id: str) -> int:
    """照会. SENT is committed first, each receipt is stored as it comes, and an unknown outcome is not repeated."""
    claimed = _claim(prefecture_id)
    if not claimed:
        return 0
    with Line(settings.INFORMATION_NETWORK_URL) as line:
        for inquiry_id, came in line.results(_exchanges(InformationNetwork(line.client), claimed)):
            with transaction_for(system_of(prefecture_id)):
                _store(inquiry_id, came)
    return len(claimed)


def _claim(prefecture_id: str) -> dict[UUID, Asked]:
    with transaction_for(system_of(prefecture_id)):
        is_due = Inquiry.objects.filter(
            BY_NETWORK, seals.has(Sealed.What.CODE), state=Inquiry.State.WAITING, next_at__lte=Now()
        )
        due = is_due.order_by("next_at")
        rows = due.select_related("person", "order").select_for_update(skip_locked=True, of=("self",))[:AT_MOST]
        codes: dict[UUID, str] = {}
        claimed: dict[UUID, Asked] = {}
        for inquiry in rows:
            if inquiry.person_id not in codes:
                codes[inquiry.person_id] = seals.unseal(inquiry.person, Sealed.What.CODE)["code"]
            claimed[inquiry.pk] = asked_of(inquiry, codes[inquiry.person_id])
        Inquiry.objects.filter(pk__in=claimed).update(state=Inquiry.State.SENT, asked_at=Now())
        return claimed


def _exchanges(
    network: InformationNetwork, claimed: Mapping[UUID, Asked]
) -> dict[UUID, Callable[[], Awaitable[Receipt]]]:
    return {inquiry_id: partial(network.ask, asked) for inquiry_id, asked in claimed.items()}


def _store(inquiry_id: UUID, came: Receipt | SourceFault) -> None:
    order_id = Inquiry.objects.values_list("order_id", flat=True).get(pk=inquiry_id)
    # First the order, as everywhere: a closing waits until the receipt is stored, or is seen here.
    order = TakenOrder.objects.select_for_update().get(pk=order_id)
    inquiry = Inquiry.objects.select_related("person", "order").select_for_update(of=("self",)).get(pk=inquiry_id)
    if inquiry.state != Inquiry.State.SENT:
        return  # given up as lost in the meantime
    match came:
        case Receipt():
            _store_receipt(inquiry, came, is_closed=order.closed_at is not None)
        case NotSent() if order.closed_at is not None:
            end(inquiry, Inquiry.State.FAILED, CASE_CLOSED)
        case NotSent():
            _try_later(inquiry)
        case DuplicateRecord():
            # The network holds an inquiry of this id, and its receipt never reached us.
            end(inquiry, Inquiry.State.UNKNOWN, ResultClass.DUPLICATE_RECORD.value)
        case QueryRefused():
            end(inquiry, Inquiry.State.FAILED, ResultClass.NOT_PERMITTED.value)
        case _:
            end(inquiry, Inquiry.State.UNKNOWN, _unknown_class(came))


def _store_receipt(inquiry: Inquiry, receipt: Receipt, *, is_closed: bool) -> None:
    """After a closing the code is destroyed, and an answer could not be checked any more: it is not fetched."""
    inquiry.receipt = receipt.number
    inquiry.save(update_fields=["receipt"])
    if is_closed:
        end(inquiry, Inquiry.State.FAILED, CASE_CLOSED)
        return
    Inquiry.objects.filter(pk=inquiry.pk).update(next_at=Now(), attempts=0)
    end(inquiry, Inquiry.State.ASKED, "")


def _try_later(inquiry: Inquiry) -> None:
    inquiry.state, inquiry.asked_at = Inquiry.State.WAITING, None
    inquiry.save(update_fields=["state", "asked_at"])
    Inquiry.objects.filter(pk=inquiry.pk).update(next_at=Now() + pause_after(inquiry.attempts), attempts=ONE_MORE)


def _unknown_class(fault: SourceFault) -> str:
    return "no_answer" if type(fault) is OutcomeUnknown else "not_understood"
