"""番号のCSV. Reads what was handed in, line by line; what cannot be read is named by its number, never guessed."""

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from councils.era import DateNotUnderstood, PartialDate
from councils.look.fields.spoken import half_width
from councils.look.fields.text import is_printable
from inquiry.vault.models import NetworkCode

COLUMNS = ("番号の種類", "対象", "番号", "適用開始日")
# Every municipality and prefecture once, and room for the rest.
MOST_LINES, MOST_BYTES = 3_000, 1_000_000


def _plain(name: str) -> str:
    """A name of a column or kind, in whatever width: its long marks are no hyphens."""
    return unicodedata.normalize("NFKC", name).strip().upper()


_WHATS = {
    _plain(name): what for what in NetworkCode.What for name in (what.value, what.label, what.label.split("（")[0])
}


@dataclass(frozen=True, slots=True)
class CodeLine:
    """CSVの一行. number counts the lines of the file, the one with the names of the columns included."""

    number: int
    what: NetworkCode.What
    of: str
    value: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class RefusedCodeLine:
    """受け付けない行."""

    number: int
    reason: str

    def __str__(self) -> str:
        return f"{self.number}行目：{self.reason}"


class NotReadable(Exception):
    """The file as a whole cannot be read; its text is the sentence that staff will read."""


def decoded(content: bytes) -> str:
    """UTF-8 (with or without BOM), else CP932. Raises NotReadable."""
    if len(content) > MOST_BYTES:
        raise NotReadable("ファイルが大きすぎます。1MB以下に分けてください。")
    for encoding in ("utf-8-sig", "cp932"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(map(_is_unprintable, text)):
            return text
    raise NotReadable("文字コードを読み取れません。UTF-8かShift_JIS（CP932）で保存し直してください。")


def _is_unprintable(character: str) -> bool:
    """CP932 has a character for nearly every byte; those of private use are none that an office types into a code."""
    return character != "\r" and (not is_printable(character) or unicodedata.category(character) == "Co")


def read(text: str) -> tuple[list[CodeLine], list[RefusedCodeLine]]:
    """Raises NotReadable where there is no line to read, or not under these columns."""
    rows = list(_rows(text))
    if not rows or tuple(_plain(cell) for cell in rows[0][1]) != COLUMNS:
        raise NotReadable(f"1行目に、列の名前を「{','.join(COLUMNS)}」の順に書いてください。")
    if len(rows) == 1:
        raise NotReadable("登録する番号が1行もありません。2行目から書いてください。")
    if len(rows) > MOST_LINES + 1:
        raise NotReadable(f"行が多すぎます。{MOST_LINES:,}行以下に分けてください。")
    good: list[CodeLine] = []
    refused: list[RefusedCodeLine] = []
    for number, cells in rows[1:]:
        try:
            good.append(_line(number, cells))
        except ValueError as slip:
            refused.append(RefusedCodeLine(number, str(slip)))
    return good, [*refused, *_twice(good)]


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines with something in them, by their number in the file."""
    reader = csv.reader(text.removeprefix("\ufeff").splitlines(), strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error:
        raise NotReadable(f"{reader.line_num}行目の引用符の使い方を読み取れません。") from None


def _line(number: int, cells: Sequence[str]) -> CodeLine:
    """Raises ValueError with the reason."""
    if len(cells) != len(COLUMNS):
        raise ValueError(f"列が{len(cells)}個あります。{len(COLUMNS)}個にしてください。")
    what, of, value = _WHATS.get(_plain(cells[0])), half_width(cells[1]), half_width(cells[2])
    if what is None:
        raise ValueError("番号の種類が一覧にありません。")
    if not re.fullmatch(r"[0-9A-Z-]{1,20}", value.upper(), re.ASCII):
        raise ValueError("番号は、英字・数字・ハイフンで20文字以内にしてください。")
    if len(of) > 20:
        raise ValueError("対象は20文字以内にしてください。")
    return CodeLine(number, what, of.upper(), value.upper(), _day(cells[3]))


def _day(typed: str) -> date:
    try:
        found = PartialDate.parse(typed.strip(), today=date.max)
    except DateNotUnderstood:
        raise ValueError("適用開始日を読み取れません。例：令和8年4月1日、2026-04-01") from None
    if found.day is None:
        raise ValueError("適用開始日は年・月・日をすべて書いてください。")
    return found.first()


def _twice(lines: Sequence[CodeLine]) -> Iterator[RefusedCodeLine]:
    """Two lines for one code from one day: which of them is meant is not for us to say."""
    first: dict[tuple[str, str, date], int] = {}
    for line in lines:
        key = (line.what.value, line.of, line.valid_from)
        if key in first:
            yield RefusedCodeLine(line.number, f"{first[key]}行目と、種類・対象・適用開始日が同じです。")
        else:
            first[key] = line.number
