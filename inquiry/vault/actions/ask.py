import time
from collections.abc import Mapping
from functools import partial
from uuid import UUID

from django.conf import settings

from councils.tenancy import acting_for, system_of, transaction_for
from inquiry.sources.errors import DuplicateRecord, NotSent, OutcomeUnknown, QueryRefused, SourceFault
from inquiry.sources.network import InformationNetwork
from inquiry.sources.outcomes import ResultClass
from inquiry.sources.types import Asked, Receipt
from inquiry.vault import refused, seals, turns, underway
from inquiry.vault.exchange import AT_ONCE, Line
from inquiry.vault.faults import otherwise
from inquiry.vault.inquiries import CASE_CLOSED
from inquiry.vault.models import Inquiry, Sealed, Source
from inquiry.vault.turns import Turn
from inquiry.vault.underway import Change, UnderWay

# After this the answers of those that were asked have their turn.
RUN_SECONDS = 5.0
# A claim looks at all that waits: a few large ones, once half of what may be under way has come back.
_FEWEST = AT_ONCE // 2
_State = Inquiry.State
Claimed = dict[UUID, tuple[str, Asked, Turn]]
Came = Receipt | SourceFault


def ask(prefecture_id: str) -> int:
    """照会. Whoever's bell rang, it asks for every prefecture in turn: the connection is one, and so is its limit.

    SENT is committed first, receipts are stored as they come, and an unknown outcome is not repeated.
    """
    until, asked = time.monotonic() + RUN_SECONDS, 0
    with Line[UUID, Receipt](settings.INFORMATION_NETWORK_URL) as line:
        network, whose = InformationNetwork(line.client), dict[UUID, str]()
        while True:
            claimed, until = _claimed(prefecture_id, line.room, until) if line.room >= _FEWEST else ({}, until)
            if not claimed and not line.under_way:
                return asked
            exchanges = {key: partial(network.ask, what) for key, (_, what, _) in claimed.items()}
            line.begin(exchanges, {key: turn for key, (_, _, turn) in claimed.items()})
            whose |= {key: prefecture for key, (prefecture, _, _) in claimed.items()}
            asked += len(claimed)
            _store_each(line.ended(), whose)


def _claimed(prefecture_id: str, at_most: int, until: float) -> tuple[Claimed, float]:
    """What is sent next, and until when to go on. A fault ends the run, once what is on its way has come back."""
    if time.monotonic() > until:
        return {}, until
    claimed = otherwise(None, partial(_claim, prefecture_id, at_most), "claim")
    return ({}, 0.0) if claimed is None else (claimed, until)


def _claim(prefecture_id: str, at_most: int) -> Claimed:
    """Each prefecture's own rows, as its own system; the limiter is held until all of it is committed."""
    claimed: Claimed = {}
    with transaction_for(system_of(prefecture_id)):
        for whose, given in turns.for_inquiries(at_most).items():
            with acting_for(system_of(whose)):
                claimed |= {key: (whose, asked, given[key]) for key, asked in _send(given).items()}
    return claimed


def _send(given: Mapping[UUID, Turn]) -> dict[UUID, Asked]:
    rows = underway.held_free(given, _State.WAITING)
    codes = seals.unseal_each({row.person_id for row in rows}, Sealed.What.CODE)
    asked = {row.id: row.asked(codes[row.person_id]["code"]) for row in rows if row.person_id in codes}
    underway.send(list(asked))
    underway.put_off([row.id for row in rows if row.id not in asked])
    return asked


def _store_each(came: Mapping[UUID, Came], whose: dict[UUID, str]) -> None:
    """By prefecture, in one transaction each."""
    by_prefecture: dict[str, dict[UUID, Came]] = {}
    for inquiry_id, each in came.items():
        by_prefecture.setdefault(whose.pop(inquiry_id), {})[inquiry_id] = each
    for prefecture_id, theirs in by_prefecture.items():
        underway.store(prefecture_id, theirs, partial(_store, prefecture_id))


def _store(prefecture_id: str, came: Mapping[UUID, Came]) -> None:
    underway.hold_orders(came)
    rows = underway.held(came, _State.SENT)  # the others were given up as lost in the meantime
    waiting = {row.id: came[row.id] for row in rows if _may_be_sent_again(row, came[row.id])}
    underway.put_back([key for key, fault in waiting.items() if turns.is_missed_turn(fault)])
    underway.put_off([key for key, fault in waiting.items() if not turns.is_missed_turn(fault)])
    changes = [_change(row, came[row.id]) for row in rows if row.id not in waiting]
    underway.change(changes)
    refused.keep(prefecture_id, {row.id: came[row.id] for row in rows})
    turns.note(Source.INFORMATION, came.values())


def _may_be_sent_again(row: UnderWay, came: Came) -> bool:
    return isinstance(came, NotSent) and row.closed_at is None


def _change(row: UnderWay, came: Came) -> Change:
    match came:
        case Receipt() if row.closed_at is not None:
            # The code is destroyed, and an answer could not be checked any more: it is not fetched.
            return Change(row, _State.FAILED, CASE_CLOSED, came.number)
        case Receipt():
            return Change(row, _State.ASKED, "", came.number)
        case NotSent():
            return Change(row, _State.FAILED, CASE_CLOSED)
        case DuplicateRecord():
            # The network holds an inquiry of this id, and its receipt never reached us.
            return Change(row, _State.UNKNOWN, ResultClass.DUPLICATE_RECORD.value)
        case QueryRefused():
            return Change(row, _State.FAILED, ResultClass.NOT_PERMITTED.value)
        case _:
            return Change(row, _State.UNKNOWN, "no_answer" if type(came) is OutcomeUnknown else "not_understood")
