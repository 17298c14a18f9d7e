"""順番. One limiter over all workers of a connection, in the database: no restart and no loss of Redis lifts it.

A turn is a moment at which one request may begin. Turns of a connection stand further apart than a second divided by
its limit, so no second holds more than the limit however many workers take them; each is a row of the ledger (`Send`).
Only what leaves a record at the state takes a turn: inquiries, and lookups at the resident network.
"""

import math
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from inquiry.sources.errors import NotSent, OutcomeUnknown
from inquiry.vault.models import Source

# Of the distance between two turns: with another of these on the way no second at the network holds two more.
_MOST_LATE = 0.25
MISSED = "turn_missed"


@dataclass(frozen=True, slots=True)
class Turn:
    """順番. at: in time.monotonic(). Whoever comes later than most_late seconds has missed it and sends nothing."""

    at: float
    most_late: float

    def is_missed(self, now: float) -> bool:
        return now > self.at + self.most_late


def for_inquiries(at_most: int) -> dict[str, dict[UUID, Turn]]:
    """照会の順番. Of whatever prefecture: urgent ones first, but none below half of its equal share. By prefecture.

    The caller's transaction holds the connection's row until it commits what it sends.
    """
    found: dict[str, dict[UUID, Turn]] = defaultdict(dict)
    for inquiry_id, prefecture_id, starts_in, gap in _taken("SELECT * FROM walls.take_turns(%s)", at_most):
        found[prefecture_id][inquiry_id] = _turn(starts_in, gap)
    return found


def for_lookups(at_most: int) -> list[Turn]:
    """住基ネットの順番. For the acting prefecture."""
    return [_turn(*row) for row in _taken("SELECT * FROM walls.take_lookup_turns(%s)", at_most)]


def is_missed_turn(came: object) -> bool:
    """This worker came too late, which says nothing about the network."""
    return isinstance(came, NotSent) and came.args == (MISSED,)


def note(line: Source, came: Iterable[object]) -> None:
    """遮断器への知らせ. What came of exchanges with this connection."""
    results = list(came)
    faults = sum(isinstance(each, NotSent | OutcomeUnknown) and not is_missed_turn(each) for each in results)
    answers = sum(not isinstance(each, NotSent | OutcomeUnknown) for each in results)
    note_providers(line, [("", answers, faults)])


def note_providers(line: Source, heard: Sequence[tuple[str, int, int]]) -> None:
    """Of each provider ('' is the connection itself): how many answers, and how many faults."""
    if not any(answers or faults for _, answers, faults in heard):
        return
    providers, answers, faults = (list(column) for column in zip(*heard, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT walls.note_exchanges(%s, %s::varchar[], %s::int[], %s::int[])",
            [line.value, providers, answers, faults],
        )


def _taken(statement: str, at_most: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [at_most])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _turn(starts_in: float, gap: float) -> Turn:
    return Turn(time.monotonic() + starts_in, gap * _MOST_LATE if gap else math.inf)
