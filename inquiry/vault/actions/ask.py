from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
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
from inquiry.vault.actions.codes import HAS_CODE
from inquiry.vault.exchange import Line
from inquiry.vault.inquiries import asked_of, pause_after, put_to_reading
from inquiry.vault.models import Inquiry, Sealed

AT_MOST = 100
# Longer than a full batch can take: what is still SENT after this was lost with its worker.
LOST_AFTER = timedelta(seconds=60)


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


def give_up_lost(prefecture_id: str) -> int:
    """結果不明. A worker died between sending and storing: nobody knows, so nobody sends again."""
    with transaction_for(system_of(prefecture_id)):
        lost = Inquiry.objects.select_related("person", "order").filter(
            state=Inquiry.State.SENT, asked_at__lt=Now() - LOST_AFTER
        )
        inquiries = list(lost.select_for_update(skip_locked=True, of=("self",)))
        for inquiry in inquiries:
            _end(inquiry, Inquiry.State.UNKNOWN, "no_answer")
    return len(inquiries)


def _claim(prefecture_id: str) -> dict[UUID, Asked]:
    with transaction_for(system_of(prefecture_id)):
        due = Inquiry.objects.filter(HAS_CODE, state=Inquiry.State.WAITING, next_at__lte=Now()).order_by("next_at")
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
    inquiry = Inquiry.objects.select_related("person", "order").select_for_update(of=("self",)).get(pk=inquiry_id)
    if inquiry.state != Inquiry.State.SENT:
        return  # given up as lost in the meantime
    match came:
        case Receipt():
            inquiry.state, inquiry.receipt = Inquiry.State.ASKED, came.number
            inquiry.save(update_fields=["state", "receipt"])
            Inquiry.objects.filter(pk=inquiry.pk).update(next_at=Now(), attempts=0)
            put_to_reading(inquiry)
        case NotSent():
            _try_later(inquiry)
        case DuplicateRecord():
            # The network holds an inquiry of this id, and its receipt never reached us.
            _end(inquiry, Inquiry.State.UNKNOWN, ResultClass.DUPLICATE_RECORD.value)
        case QueryRefused():
            _end(inquiry, Inquiry.State.FAILED, ResultClass.NOT_PERMITTED.value)
        case _:
            _end(inquiry, Inquiry.State.UNKNOWN, _unknown_class(came))


def _try_later(inquiry: Inquiry) -> None:
    inquiry.state, inquiry.asked_at = Inquiry.State.WAITING, None
    inquiry.save(update_fields=["state", "asked_at"])
    Inquiry.objects.filter(pk=inquiry.pk).update(
        next_at=Now() + pause_after(inquiry.attempts), attempts=inquiry.attempts + 1
    )


def _unknown_class(fault: SourceFault) -> str:
    return "no_answer" if type(fault) is OutcomeUnknown else "not_understood"


def _end(inquiry: Inquiry, state: Inquiry.State, result_class: str) -> None:
    inquiry.state, inquiry.result_class = state, result_class
    inquiry.save(update_fields=["state", "result_class"])
    put_to_reading(inquiry)
