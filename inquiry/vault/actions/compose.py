"""世帯構成の照会 by the resident network: asked and answered in one exchange, and so once, like every lookup there."""

import time
from collections.abc import Mapping
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db.models.functions import Now

from councils.tenancy import system_of, transaction_for
from inquiry.sources.composition import CompositionByResidentNetwork
from inquiry.sources.errors import AnswerForSomebodyElse, NotSent, OutcomeUnknown, QueryRefused, SourceFault
from inquiry.sources.outcomes import Outcome, ResultClass
from inquiry.sources.resident import ResidentNetwork
from inquiry.sources.types import Asked
from inquiry.vault import refused, seals, turns, underway
from inquiry.vault.actions import poll
from inquiry.vault.exchange import Line
from inquiry.vault.faults import otherwise
from inquiry.vault.inquiries import CASE_CLOSED, TO_COMPOSE
from inquiry.vault.models import Inquiry, Sealed, Source
from inquiry.vault.turns import Turn
from inquiry.vault.underway import Change, UnderWay

# After this closings and answers have their turn.
RUN_SECONDS = 5.0
_State = Inquiry.State
Claimed = dict[UUID, tuple[Asked, Turn]]
Came = Outcome | SourceFault


def compose(prefecture_id: str) -> int:
    """世帯構成の照会. SENT is committed first; what was sent and not answered is unknown, and an officer decides."""
    if not _is_due(prefecture_id):
        return 0
    until, asked = time.monotonic() + RUN_SECONDS, 0
    with Line[UUID, Outcome](settings.RESIDENT_NETWORK_URL) as line:
        road = CompositionByResidentNetwork(ResidentNetwork(line.client))
        while True:
            claim = partial(_claim, prefecture_id, line.room)
            claimed = (otherwise(None, claim, "claim") if time.monotonic() < until else None) or {}
            if not claimed and not line.under_way:
                return asked
            exchanges = {key: partial(_exchanged, road, what) for key, (what, _) in claimed.items()}
            line.begin(exchanges, {key: turn for key, (_, turn) in claimed.items()})
            asked += len(claimed)
            underway.store(prefecture_id, line.ended(), partial(_store, prefecture_id))


async def _exchanged(road: CompositionByResidentNetwork, asked: Asked) -> Outcome:
    return await road.poll(await road.ask(asked))


def _is_due(prefecture_id: str) -> bool:
    with transaction_for(system_of(prefecture_id)):
        return Inquiry.objects.filter(TO_COMPOSE, next_at__lte=Now()).exists()


def _claim(prefecture_id: str, at_most: int) -> Claimed:
    """As many as have their turn at the network; without a resident code (closed, undone) there is nothing to ask."""
    with transaction_for(system_of(prefecture_id)):
        due = Inquiry.objects.filter(TO_COMPOSE, seals.has(Sealed.What.NUMBER), next_at__lte=Now())
        ids = list(due.order_by("-order__is_urgent", "created_at", "pk").values_list("pk", flat=True)[:at_most])
        rows = underway.held_free(ids, _State.WAITING)
        given = turns.for_lookups(len(rows)) if rows else []
        codes = seals.unseal_each({row.person_id for row in rows}, Sealed.What.NUMBER)
        whole = [row for row in rows if row.person_id in codes]
        claimed = {
            row.id: (row.asked(codes[row.person_id]["resident_code"]), turn)
            for row, turn in zip(whole, given, strict=False)
        }
        Inquiry.objects.filter(pk__in=claimed).update(state=_State.SENT, asked_at=Now())
        underway.put_off([row.id for row in rows if row.person_id not in codes])
        return claimed


def _store(prefecture_id: str, came: Mapping[UUID, Came]) -> None:
    underway.hold_orders(came)
    rows = underway.held(came, _State.SENT)  # the others were given up as lost in the meantime
    waiting = {row.id: came[row.id] for row in rows if isinstance(came[row.id], NotSent) and row.closed_at is None}
    underway.put_back([key for key, fault in waiting.items() if turns.is_missed_turn(fault)])
    underway.put_off([key for key, fault in waiting.items() if not turns.is_missed_turn(fault)])
    underway.change([_change(row, came[row.id]) for row in rows if row.id not in waiting])
    answered = {row.id: came[row.id] for row in rows if row.closed_at is None and _is_answer(came[row.id])}
    poll.store(prefecture_id, answered)
    refused.keep(prefecture_id, {row.id: came[row.id] for row in rows})
    turns.note(Source.RESIDENT, came.values())


def _is_answer(came: Came) -> bool:
    return not isinstance(came, SourceFault)


def _change(row: UnderWay, came: Came) -> Change:
    """An answer is stored as if it had been fetched: the network has taken it in, and it has come."""
    match came:
        case _ if row.closed_at is not None:
            return Change(row, _State.FAILED, CASE_CLOSED)
        case AnswerForSomebodyElse():
            return Change(row, _State.UNKNOWN, "somebody_else")
        case QueryRefused():
            return Change(row, _State.FAILED, ResultClass.NOT_PERMITTED.value)
        case SourceFault():
            return Change(row, _State.UNKNOWN, "no_answer" if type(came) is OutcomeUnknown else "not_understood")
        case _:
            return Change(row, _State.ASKED, "", str(row.id))
