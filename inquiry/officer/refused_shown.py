"""受け取らなかった回答の表示. When, from whom, which kind and why; nothing of what came, which is not kept."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection

from inquiry.codes import Kind
from inquiry.officer.paging import PAGE
from inquiry.officer.showing import Chip, moment
from inquiry.vault.models import Inquiry
from inquiry.vault.providers import Directory

_DATA = Path(__file__).parent / "data" / "refused.json"
_TOLD = (
    "SELECT id, came_at, reason, size, digest, inquiry_id, reference, kind, provider, result_class, state, settlement"
    " FROM walls.refused_answers(%s, %s, %s, %s)"
)
_SOMEBODY_ELSE = "somebody_else"


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """受け取らなかった回答の一行. reference is empty for 責任者, who see no order."""

    came_at: str
    provider: str
    kind: str
    why: str
    request_id: UUID
    reference: str
    size: str
    digest: str
    chip: Chip
    next: str


def refused_rows(mark: str, order_id: UUID | None) -> tuple[list[RefusedRow], str]:
    """The newest first, and the mark of the next page. A mark that cannot be read begins anew."""
    at, last = _read(mark)
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, [at, last, order_id, PAGE + 1])
        found = cursor.fetchall()
    directory = Directory()
    after = f"{found[PAGE - 1][1].isoformat()}~{found[PAGE - 1][0]}" if len(found) > PAGE else ""
    return [_row(facts, directory) for facts in found[:PAGE]], after


def _read(mark: str) -> tuple[datetime | None, UUID | None]:
    at, _, row_id = mark.partition("~")
    try:
        return datetime.fromisoformat(at).astimezone(), UUID(row_id)
    except (ValueError, OverflowError):
        return None, None


def _row(facts: Sequence[Any], directory: Directory) -> RefusedRow:
    _, came_at, reason, size, digest, inquiry_id, reference, kind, provider, result, state, settlement = facts
    words = words_of(reason, result)
    return RefusedRow(
        came_at=moment(came_at),
        provider=directory.name_of(provider),
        kind=Kind(kind).label,
        why=words["why"],
        request_id=inquiry_id,
        reference=reference or "",
        size=f"{size:,}バイト",
        digest=digest,
        chip=_chip(state, settlement),
        next=words["next"] if not settlement and state in _WAITS else "",
    )


_WAITS = (Inquiry.State.UNKNOWN, Inquiry.State.FAILED)


def _chip(state: str, settlement: str) -> Chip:
    if settlement:
        return Chip(Inquiry.Settlement(settlement).label, "closed")
    if state == Inquiry.State.ANSWERED:
        return Chip("後で受け取った", "good")
    return Chip("判断待ち", "returned") if state in _WAITS else Chip(Inquiry.State(state).label, "waiting")


def words_of(reason: str, result_class: str) -> Mapping[str, str]:
    """理由の言葉. An answer for somebody else says so, whichever item told; an item of a layout is named by no word."""
    said = words()
    if result_class == _SOMEBODY_ELSE:
        return said[_SOMEBODY_ELSE]
    return said.get(reason, said["item"])


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    rows: Mapping[str, Mapping[str, str]] = json.loads(_DATA.read_text(encoding="utf-8"))["reasons"]
    return rows
