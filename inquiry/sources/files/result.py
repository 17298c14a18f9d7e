"""結果ファイル. Each line bound to the line that was asked, or named by its number and a reason; nothing is guessed."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from inquiry.codes import Kind
from inquiry.sources.answers import Empty, Given, Items, answer_of
from inquiry.sources.errors import AnswerNotUnderstood
from inquiry.sources.outcomes import Answered, Ended, NoRecord, NotPermitted, PersonWithoutCode, Refused, Stopped

from .layout import Column, Item, Layout
from .request import ENCODING

# What the network says in words where it gives no answer (inquiry.md §6).
_MESSAGES = (("符号が未取得", PersonWithoutCode()), ("許可されていません", NotPermitted()))
_ENDED: dict[str, Ended] = {"no_record": NoRecord(), "refused": Refused(), "stopped": Stopped()}


class Trouble(StrEnum):
    """受け取れない理由."""

    UNREADABLE = "unreadable"
    COLUMNS = "columns"
    NOT_ASKED = "not_asked"
    TWICE = "twice"
    STATUS = "status"
    NOT_MAPPED = "not_mapped"
    ITEMS = "items"
    NOT_WAITING = "not_waiting"


@dataclass(frozen=True, slots=True)
class Wanted:
    """依頼した行. What a line of the result must say to be the answer to it."""

    inquiry_id: UUID
    kind: Kind
    addressee: str
    requested_at: str
    provider: str
    information: str

    @property
    def key(self) -> tuple[str, ...]:
        return (self.addressee, self.requested_at, self.provider, self.information)


@dataclass(frozen=True, slots=True, repr=False)
class Bound:
    """結び付いた行."""

    number: int
    inquiry_id: UUID
    outcome: Ended


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """受け取れない行. By its number and why; no value."""

    number: int
    trouble: Trouble


class _Line(Exception):
    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble


def read(content: bytes, wanted: Sequence[Wanted], layout: Layout) -> list[Bound | RefusedRow]:
    """Of two lines for one request neither counts: which of them is right is not for a program to say."""
    of = {each.key: each for each in wanted}
    read_rows = list(_rows(content, of, layout))
    seen: dict[UUID, int] = {}
    for row in read_rows:
        if isinstance(row, Bound):
            seen[row.inquiry_id] = seen.get(row.inquiry_id, 0) + 1
    return [
        RefusedRow(row.number, Trouble.TWICE) if isinstance(row, Bound) and seen[row.inquiry_id] > 1 else row
        for row in read_rows
    ]


def _rows(content: bytes, of: Mapping[tuple[str, ...], Wanted], layout: Layout) -> Iterator[Bound | RefusedRow]:
    # Line by line: one that cannot be decoded keeps no other from being read.
    for number, raw in enumerate(content.split(b"\r\n"), start=1):
        if not raw:
            continue
        try:
            yield _bound(number, _cells(raw), of, layout)
        except _Line as refused:
            yield RefusedRow(number, refused.trouble)


def _cells(raw: bytes) -> list[str]:
    try:
        rows = list(csv.reader(io.StringIO(raw.decode(ENCODING)), strict=True))
    except (UnicodeDecodeError, csv.Error):
        rows = []
    if len(rows) != 1:
        raise _Line(Trouble.UNREADABLE)
    return rows[0]


def _bound(number: int, cells: list[str], of: Mapping[tuple[str, ...], Wanted], layout: Layout) -> Bound:
    key = tuple(
        _text(cells, layout, item) for item in (Item.ADDRESSEE, Item.REQUESTED_AT, Item.PROVIDER, Item.INFORMATION)
    )
    asked = of.get(key)
    if asked is None:
        raise _Line(Trouble.NOT_ASKED)
    return Bound(number, asked.inquiry_id, _outcome(cells, asked.kind, layout))


def _text(cells: Sequence[str], layout: Layout, item: Item) -> str:
    return _cell(cells, _column(layout, item))


def _column(layout: Layout, item: str, kind: str = "") -> Column:
    column = layout.column(item, kind)
    if column is None:
        raise _Line(Trouble.NOT_MAPPED)
    return column


def _cell(cells: Sequence[str], column: Column) -> str:
    if column.position > len(cells):
        raise _Line(Trouble.COLUMNS)
    return cells[column.position - 1].strip()


def _outcome(cells: Sequence[str], kind: Kind, layout: Layout) -> Ended:
    done = _column(layout, Item.LINE_STATUS)
    if done.meanings().get(_cell(cells, done)) != "done":
        return _by_message(_text(cells, layout, Item.MESSAGE))
    status = _column(layout, Item.INFORMATION_STATUS)
    meaning = status.meanings().get(_cell(cells, status), "")
    if meaning == "provided":
        return _answered(cells, kind, layout)
    if meaning in _ENDED:
        return _ENDED[meaning]
    raise _Line(Trouble.STATUS)


def _by_message(message: str) -> Ended:
    for words, outcome in _MESSAGES:
        if words in message:
            return outcome
    raise _Line(Trouble.STATUS)


def _answered(cells: Sequence[str], kind: Kind, layout: Layout) -> Answered:
    columns = layout.items_of(kind)
    if not columns:
        raise _Line(Trouble.NOT_MAPPED)
    items: Items = {column.item: _item(_cell(cells, column)) for column in columns}
    updated_on = _day(_text(cells, layout, Item.UPDATED_ON))
    try:
        return Answered(answer_of(kind, items), updated_on)
    except (AnswerNotUnderstood, KeyError):
        pass
    # Outside the block: what led here carries the values.
    raise _Line(Trouble.ITEMS)


def _item(text: str) -> Given[str] | Empty:
    """An empty cell has no value, and is never a zero."""
    return Given(text) if text else Empty("blank")


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y%m%d").date()
    except ValueError:
        pass
    raise _Line(Trouble.ITEMS)
