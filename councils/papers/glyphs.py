"""印刷できる文字. Which characters the letters' font has, read from its cmap table (OpenType, formats 12 and 14)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pylopdf_fonts_jp

from councils.refusals import Refused

FONT = pylopdf_fonts_jp.sans_path()
# IPAmj明朝 (Debian: fonts-ipamj-mincho) has all variants of 文字情報基盤; where it is there, used for those alone.
SECOND_FONT = Path("/usr/share/fonts/truetype/ipamj/ipamjm.ttf")
WINDOWS_FULL, VARIATION_SEQUENCES = (3, 10), (0, 5)
# A letter with its variation selector is one character to a reader; line ends and tabs are layout.
CHARACTER = re.compile("([^\n\t])([\ufe00-\ufe0f\U000e0100-\U000e01ef]?)")


class CharacterNotInFont(Refused):
    """印刷できない文字. Named before printing, never a blank box on paper."""

    sentence = "印刷できない文字が含まれています。"

    def __init__(self, characters: list[str]) -> None:
        self.characters = characters
        named = "、".join(f"「{each}」（{code_points_of(each)}）" for each in characters)
        super().__init__(
            f"{named}は、いまの書体では印刷できません。文字をご確認のうえ、印刷できる字形に置き換えてください。"
        )


@dataclass(frozen=True)
class Coverage:
    """書体の文字. Code points, and (code point, variation selector) pairs."""

    points: frozenset[int]
    sequences: frozenset[tuple[int, int]]


def missing_characters(text: str) -> list[str]:
    """印刷できない文字. Each once, in order, with its variation selector where it has one."""
    rest = not_in(FONT, text)
    return not_in(SECOND_FONT, "".join(rest)) if rest and SECOND_FONT.exists() else rest


def rare_characters(text: str) -> list[str]:
    """二つめの書体で印刷する文字. What the usual font lacks and the second one has."""
    rest = not_in(FONT, text)
    missing = missing_characters("".join(rest)) if rest else []
    return [each for each in rest if each not in missing]


def not_in(font: Path, text: str) -> list[str]:
    """この書体にない文字. Each once, in order."""
    coverage = coverage_of(font)
    missing = [
        base + selector
        for base, selector in CHARACTER.findall(text)
        if ord(base) not in coverage.points or (selector and (ord(base), ord(selector)) not in coverage.sequences)
    ]
    return list(dict.fromkeys(missing))


def check_printable(texts: Iterable[str]) -> None:
    """印刷前の確認. Raises CharacterNotInFont with every character that is missing."""
    missing = missing_characters("\n".join(texts))
    if missing:
        raise CharacterNotInFont(missing)


def code_points_of(character: str) -> str:
    """文字コード, e.g. U+845B U+E0100."""
    return " ".join(f"U+{ord(each):04X}" for each in character)


@cache
def coverage_of(font: Path) -> Coverage:
    """書体の文字. Read once for each font."""
    tables = dict(cmap_tables(font.read_bytes()))
    return Coverage(
        points=frozenset(points(tables[WINDOWS_FULL])), sequences=frozenset(sequences(tables[VARIATION_SEQUENCES]))
    )


def cmap_tables(font: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    """cmap の各表. By platform and encoding."""
    (count,) = struct.unpack_from(">H", font, 4)
    directory = (struct.unpack_from(">4sIII", font, 12 + 16 * index) for index in range(count))
    start = next(offset for tag, _, offset, _ in directory if tag == b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for index in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * index)
        yield (platform, encoding), font[start + offset :]


def points(table: bytes) -> Iterator[int]:
    """文字コード. Format 12: groups of first, last, glyph."""
    (count,) = struct.unpack_from(">I", table, 12)
    for index in range(count):
        first, last, _ = struct.unpack_from(">III", table, 16 + 12 * index)
        yield from range(first, last + 1)


def sequences(table: bytes) -> Iterator[tuple[int, int]]:
    """異体字の列. Format 14: for each selector, ranges drawn as usual and single ones with a glyph of their own."""
    (count,) = struct.unpack_from(">I", table, 6)
    for index in range(count):
        selector, usual, own = struct.unpack_from(">3sII", table, 10 + 11 * index)
        bases = [*(ranges(table, usual) if usual else ()), *(singles(table, own) if own else ())]
        yield from ((base, int.from_bytes(selector)) for base in bases)


def ranges(table: bytes, at: int) -> Iterator[int]:
    """Each range: first code point in three bytes, and how many follow."""
    (count,) = struct.unpack_from(">I", table, at)
    for index in range(count):
        first, more = struct.unpack_from(">3sB", table, at + 4 + 4 * index)
        yield from range(int.from_bytes(first), int.from_bytes(first) + more + 1)


def singles(table: bytes, at: int) -> Iterator[int]:
    """Each single: its code point in three bytes, and its glyph."""
    (count,) = struct.unpack_from(">I", table, at)
    for index in range(count):
        (base,) = struct.unpack_from(">3s", table, at + 4 + 5 * index)
        yield int.from_bytes(base)
