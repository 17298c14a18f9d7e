from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import connection
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
from inquiry.vault import refused, seals, turns, underway
from inquiry.vault.exchange import Line
from inquiry.vault.inquiries import BY_NETWORK
from inquiry.vault.models import Inquiry, Sealed, Source
from inquiry.vault.resting import room
from inquiry.vault.underway import Change, UnderWay

AT_MOST = 500
_LONGEST_PAUSE_SECONDS = 60
_State = Inquiry.State
Came = Outcome | SourceFault


def poll(prefecture_id: str) -> int:
    """回答取得. Fetches what is ready; fetching leaves no record at the state, so it may be repeated."""
    claimed = _claim(prefecture_id)
    if not claimed:
        return 0
    with Line[UUID, Outcome](settings.INFORMATION_NETWORK_URL) as line:
        network = InformationNetwork(line.client)
        for came in line.results({key: partial(network.poll, receipt) for key, receipt in claimed.items()}):
            underway.store(prefecture_id, came, partial(_store, prefecture_id))
    return len(claimed)


def is_pending_soon(prefecture_id: str) -> bool:
    """Whether an answer is worth another look within this run."""
    with transaction_for(system_of(prefecture_id)):
        soon = Now() + timedelta(seconds=1)
        return Inquiry.objects.filter(BY_NETWORK, state=_State.ASKED, next_at__lte=soon).exists()


# The claim lapses by itself, later each time.
_CLAIM = """
UPDATE inquiry_vault_inquiry SET attempts = least(attempts::int + 1, 32767),
  next_at = statement_timestamp()
    + least(interval '0.1 second' * 2 ^ least(attempts, 12), %s * interval '1 second')
WHERE id IN (
  SELECT i.id FROM inquiry_vault_inquiry i
  WHERE i.state = 'asked' AND i.route = 'network' AND i.next_at <= statement_timestamp()
    AND EXISTS (SELECT FROM inquiry_vault_sealed s WHERE s.person_id = i.person_id AND s.what = 'CODE')
  ORDER BY i.next_at LIMIT %s FOR UPDATE OF i SKIP LOCKED
)
RETURNING id
"""


def _claim(prefecture_id: str) -> dict[UUID, Receipt]:
    with transaction_for(system_of(prefecture_id)):
        with connection.cursor() as cursor:
            cursor.execute(_CLAIM, [_LONGEST_PAUSE_SECONDS, room(Source.INFORMATION, AT_MOST)])
            ids = [row[0] for row in cursor.fetchall()]
        rows = underway.held(ids, _State.ASKED)
        codes = seals.unseal_each({row.person_id for row in rows}, Sealed.What.CODE)
        return {
            row.id: Receipt(row.receipt, row.asked(codes[row.person_id]["code"]))
            for row in rows
            if row.person_id in codes
        }


def _store(prefecture_id: str, came: Mapping[UUID, Came]) -> None:
    rows = store(prefecture_id, came)
    turns.note(Source.INFORMATION, came.values())
    turns.note_providers(Source.INFORMATION, _heard(rows, came))


def store(prefecture_id: str, came: Mapping[UUID, Came]) -> list[UnderWay]:
    """回答の保存. By whichever road they came, in the caller's transaction; those that it was stored for."""
    rows = underway.held(came, _State.ASKED)  # the others were closed, or stored by another worker
    answers = [
        seals.Value(row.case_id, row.person_id, Kind(row.kind), record.written(answer))
        for row, answer in ((row, came[row.id]) for row in rows)
        if isinstance(answer, Answered)
    ]
    seals.seal_each(prefecture_id, answers)
    changes = [change for row in rows if (change := _change(row, came[row.id])) is not None]
    underway.change(changes)
    refused.keep(prefecture_id, {row.id: came[row.id] for row in rows})
    return rows


def _change(row: UnderWay, came: Came) -> Change | None:
    """None where nothing is known yet: not ready, or only the fetching failed, and the claim lapses."""
    match came:
        case Pending():
            return None
        case SourceFault():
            result_class = _of_fault(came)
            return Change(row, _State.UNKNOWN, result_class) if result_class else None
        case _:
            return Change(row, _state_of(came), came.result.value)


def _state_of(outcome: Ended) -> Inquiry.State:
    match outcome:
        case Answered():
            return _State.ANSWERED
        case NoRecord():
            return _State.NO_RECORD
        case Stopped():
            return _State.STOPPED
        case _:
            return _State.FAILED


def _of_fault(fault: SourceFault) -> str:
    """An answer that came and cannot be used does not become better by fetching it again."""
    match fault:
        case AnswerForSomebodyElse():
            return "somebody_else"
        case AnswerNotUnderstood():
            return "not_understood"
        case NotSent() | OutcomeUnknown():
            return ""
        case QueryRefused():
            return "no_such_receipt"
        case _:
            raise fault


def _heard(rows: list[UnderWay], came: Mapping[UUID, Came]) -> list[tuple[str, int, int]]:
    """Of each provider whose word came: answers, and how often it was said to be out of order."""
    stopped = Counter(row.provider for row in rows if isinstance(came[row.id], Stopped))
    said = Counter(row.provider for row in rows if isinstance(came[row.id], Answered | NoRecord))
    return [(provider, said[provider], stopped[provider]) for provider in sorted({*stopped, *said})]
