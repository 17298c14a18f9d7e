from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db.models.functions import Now

from councils.tenancy import system_of, transaction_for
from inquiry.codes import Kind
from inquiry.reading import record
from inquiry.sources.errors import (
    AnswerForSomebodyElse,
    AnswerNotUnderstood,
    NotSent,
    OutcomeUnknown,
    QueryRefused,
    SourceFault,
)
from inquiry.sources.network import InformationNetwork
from inquiry.sources.outcomes import Answered, Ended, NoRecord, Outcome, Pending, Stopped
from inquiry.sources.types import Receipt
from inquiry.vault import seals
from inquiry.vault.exchange import Line
from inquiry.vault.inquiries import BY_NETWORK, ONE_MORE, asked_of, end
from inquiry.vault.models import Inquiry, Sealed

AT_MOST = 200
_LONGEST_PAUSE_SECONDS = 60


def poll(prefecture_id: str) -> int:
    """回答取得. Fetches what is ready; fetching leaves no record at the state, so it may be repeated."""
    claimed = _claim(prefecture_id)
    if not claimed:
        return 0
    with Line(settings.INFORMATION_NETWORK_URL) as line:
        for inquiry_id, came in line.results(_exchanges(InformationNetwork(line.client), claimed)):
            if not isinstance(came, Pending):
                with transaction_for(system_of(prefecture_id)):
                    store(inquiry_id, came)
    return len(claimed)


def is_pending_soon(prefecture_id: str) -> bool:
    """Whether an answer is worth another look within this run."""
    with transaction_for(system_of(prefecture_id)):
        soon = Now() + timedelta(seconds=1)
        return Inquiry.objects.filter(BY_NETWORK, state=Inquiry.State.ASKED, next_at__lte=soon).exists()


def _claim(prefecture_id: str) -> dict[UUID, Receipt]:
    with transaction_for(system_of(prefecture_id)):
        is_due = Inquiry.objects.filter(
            BY_NETWORK, seals.has(Sealed.What.CODE), state=Inquiry.State.ASKED, next_at__lte=Now()
        )
        due = is_due.order_by("next_at")
        rows = due.select_related("person", "order").select_for_update(skip_locked=True, of=("self",))[:AT_MOST]
        codes: dict[UUID, str] = {}
        claimed: dict[UUID, Receipt] = {}
        for inquiry in rows:
            if inquiry.person_id not in codes:
                codes[inquiry.person_id] = seals.unseal(inquiry.person, Sealed.What.CODE)["code"]
            claimed[inquiry.pk] = Receipt(inquiry.receipt, asked_of(inquiry, codes[inquiry.person_id]))
            pause = timedelta(seconds=min(0.1 * 2 ** min(inquiry.attempts, 12), _LONGEST_PAUSE_SECONDS))
            Inquiry.objects.filter(pk=inquiry.pk).update(next_at=Now() + pause, attempts=ONE_MORE)
        return claimed


def _exchanges(
    network: InformationNetwork, claimed: Mapping[UUID, Receipt]
) -> dict[UUID, Callable[[], Awaitable[Outcome]]]:
    return {inquiry_id: partial(network.poll, receipt) for inquiry_id, receipt in claimed.items()}


def store(inquiry_id: UUID, came: Ended | SourceFault) -> None:
    """回答の保存. By whichever road it came."""
    inquiry = Inquiry.objects.select_related("person", "order").select_for_update(of=("self",)).get(pk=inquiry_id)
    if inquiry.state != Inquiry.State.ASKED:
        return  # closed, or stored by another worker
    if isinstance(came, SourceFault):
        _store_fault(inquiry, came)
        return
    if isinstance(came, Answered):
        what = Kind(inquiry.kind)
        seals.seal(inquiry.person, what, record.written(came), position=seals.next_position(inquiry.person, what))
    _end(inquiry, _state_of(came), came.result.value)


def _state_of(outcome: Ended) -> Inquiry.State:
    match outcome:
        case Answered():
            return Inquiry.State.ANSWERED
        case NoRecord():
            return Inquiry.State.NO_RECORD
        case Stopped():
            return Inquiry.State.STOPPED
        case _:
            return Inquiry.State.FAILED


def _store_fault(inquiry: Inquiry, fault: SourceFault) -> None:
    """An answer that came and cannot be used does not become better by fetching it again."""
    match fault:
        case AnswerForSomebodyElse():
            _end(inquiry, Inquiry.State.UNKNOWN, "somebody_else")
        case AnswerNotUnderstood():
            _end(inquiry, Inquiry.State.UNKNOWN, "not_understood")
        case NotSent() | OutcomeUnknown():
            return  # only the fetching failed: the claim lapses
        case QueryRefused():
            _end(inquiry, Inquiry.State.UNKNOWN, "no_such_receipt")
        case _:
            raise fault


def _end(inquiry: Inquiry, state: Inquiry.State, result_class: str) -> None:
    Inquiry.objects.filter(pk=inquiry.pk).update(answered_at=Now())
    end(inquiry, state, result_class)
