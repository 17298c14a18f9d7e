"""依頼ファイル. Lines of 18 columns, CP932, CR+LF, no header; split by a greatest number of lines."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from inquiry.codes import Scope

from .layout import Column, Item, Layout

T = TypeVar("T")
ENCODING = "cp932"


class NotWritable(ValueError):
    """A line cannot be written by this layout. Names the item, never the value."""


@dataclass(frozen=True, slots=True, repr=False)
class RequestLine:
    """依頼の行. Codes as the prefecture has entered them."""

    addressee: str
    requested_at: str
    department: str
    organisation: str
    affair: str
    procedure: str
    provider: str
    information: str
    is_nondisclosure: bool
    scope: Scope
    from_on: date | None
    until_on: date | None


def written(lines: Sequence[RequestLine], layout: Layout) -> bytes:
    """Raises NotWritable."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for line in lines:
        writer.writerow(cells_of(line, layout))
    return text.getvalue().encode(ENCODING)


def split(lines: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    """At most so many lines to a file."""
    for first in range(0, len(lines), most):
        yield lines[first : first + most]


def cells_of(line: RequestLine, layout: Layout) -> list[str]:
    """Raises NotWritable."""
    cells = [""] * layout.width
    for column in layout.columns:
        cells[column.position - 1] = _fitting(_cell(line, column), column)
    return cells


def _cell(line: RequestLine, column: Column) -> str:
    match column.item:
        case Item.FIXED:
            return column.words
        case Item.BLANK:
            return ""
        case Item.NONDISCLOSURE:
            return _code(column, "hidden" if line.is_nondisclosure else "open")
        case Item.SCOPE:
            return _code(column, line.scope.value.lower())
        case Item.FROM:
            return _day(line.from_on)
        case Item.UNTIL:
            return _day(line.until_on)
        case _:
            return _said(line, column)


def _said(line: RequestLine, column: Column) -> str:
    said = {
        Item.ADDRESSEE: line.addressee,
        Item.REQUESTED_AT: line.requested_at,
        Item.DEPARTMENT: line.department,
        Item.ORGANISATION: line.organisation,
        Item.AFFAIR: line.affair,
        Item.PROCEDURE: line.procedure,
        Item.PROVIDER: line.provider,
        Item.INFORMATION: line.information,
    }
    if column.item not in set(said):
        raise NotWritable(column.item)
    return said[Item(column.item)]


def _code(column: Column, meaning: str) -> str:
    code = column.code_of(meaning)
    if code is None:
        raise NotWritable(column.item)
    return code


def _day(day: date | None) -> str:
    return day.strftime("%Y%m%d") if day else ""


def _fitting(text: str, column: Column) -> str:
    if len(text) > column.length or any(mark in text for mark in '\r\n",'):
        raise NotWritable(column.item)
    return text
