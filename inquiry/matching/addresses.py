"""住所の比較用の形. (place, town, numbers, building, room) by rule, offline; for comparing only, never for storage.

The only variance that counts as exact is notation: 「5丁目-4-3、5-4-3、5の4の3」 (総点検 Q7-1). Number lists are
compared, never joined digits, and what is not understood stays in the text, where it keeps two addresses apart.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from .findings import Reason
from .lots import Lot, digits_for_kanji, split_lot
from .places import Place, level, split_place

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\U000E0100-\U000E01EF]")
_UNREADABLE = re.compile(r"[\uE000-\uF8FF\U000F0000-\U0010FFFD〓●○◯□■◆△▲?\uFFFD*_×]")
_NOT_AN_ADDRESS = re.compile(r"(?:同(?:上|左|右|じ|所)?|〃+|々+|\"+|不明|不詳|住所不定|なし|無し|-+)")
_POSTCODE = re.compile(r"^〒?\s*\d{3}[-‐−ー]?\d{4}(?![\d-])\s*")
_BLANK = re.compile(r"\s+")
_SIGN = re.compile("[-‐‑‒–—―−─ー]")
_HYPHEN = re.compile(r"(?<=[\d番地目丁号])\s*[-‐‑‒–—―−─ー]\s*(?=[\d一二三四五六七八九十])")
_LONG_VOWEL = re.compile(r"(?<=[ァ-ヺ])[-‐‑‒–—―−─]")
_SPACE = re.compile(r"(?<![\d番地目丁号室])\s+|\s+(?=-)|(?<=-)\s+|(?<=\d)\s+(?=丁目|番|号)|\s+$")
_ROOM = re.compile(r"(?P<building>.*?)(?P<room>\d+(?:-\d+)*)(?:号室|号|室)?")
_IGNORED = re.compile(r"[\s・,.、。#()\[\]「」]+|大字")


@dataclass(frozen=True, slots=True)
class Address:
    """比較用の住所. flaw says why there is nothing to compare."""

    place: Place
    town: str
    lot: Lot
    building: str
    room: tuple[int, ...]
    flaw: Reason | None = None


_LONGEST = 300
_NOWHERE = Place("", "", "", "")
_NO_LOT = Lot((), ())


@lru_cache(maxsize=16384)
def parse_address(text: str) -> Address:
    """住所を比較用に分ける."""
    plain = _BLANK.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))).strip().upper()
    if not plain:
        return Address(_NOWHERE, "", _NO_LOT, "", (), Reason.ADDRESS_MISSING)
    if len(plain) > _LONGEST or _NOT_AN_ADDRESS.fullmatch(plain) or _UNREADABLE.search(plain):
        return Address(_NOWHERE, "", _NO_LOT, "", (), Reason.ADDRESS_UNREADABLE)
    place = split_place(level(_spaced(_POSTCODE.sub("", plain))))
    town, lot, tail = split_lot(digits_for_kanji(place.rest))
    building, room = _building(tail)
    return Address(place, _IGNORED.sub("", town), lot, building, room, _flaw(place, lot, town))


def _spaced(text: str) -> str:
    """Spaces stay only after digits and their units, where they may end a number; signs between numbers become -."""
    if _SIGN.search(text):
        text = _HYPHEN.sub("-", _LONG_VOWEL.sub("ー", text))
    return _SPACE.sub("", text) if " " in text else text


def _building(tail: str) -> tuple[str, tuple[int, ...]]:
    """方書. The building's name, and the number at its end as the room."""
    if not tail:
        return "", ()
    plain = _IGNORED.sub("", digits_for_kanji(tail))
    found = _ROOM.fullmatch(plain)
    if found is None:
        return plain, ()
    return found["building"].rstrip("-"), tuple(map(int, found["room"].split("-")))


def _flaw(place: Place, lot: Lot, town: str) -> Reason | None:
    if not place.prefecture:
        return Reason.ADDRESS_AMBIGUOUS
    if not lot.numbers and "番外地" not in town and "無番地" not in town:
        return Reason.ADDRESS_INCOMPLETE
    return None
