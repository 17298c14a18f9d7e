"""住所の比較用の形. (place, town, numbers, building, room) by rule, offline; for comparing only, never for storage.

The only variance that counts as exact is notation: 「5丁目-4-3、5-4-3、5の4の3」 (総点検 Q7-1). Number lists are
compared, never joined digits, and what is not understood stays in the text, where it keeps two addresses apart.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from .findings import Reason
from .lots import Lot, digits_for_kanji, flat_lot, full_lot, read_run, split_lot
from .places import Place, level, split_place

# Town, numbers and building, each in itself: most addresses, read part by part. What follows the numbers may not go on
# with them, and nothing may stand in them that another rule reads.
_IN_PARTS = re.compile(
    "([㐀-鿿ぁ-ゖァ-ヺ]+)(?:([0-9]+(?:-[0-9]+)+)|([0-9]+)丁目([0-9]+)番([0-9]+)号|([0-9](?:[0-9番地号-]|丁目)*))"
    "( ?[㐀-鿿ァ-ヺ](?<![丁目番地号室棟館線車街町ノ之〇零一二三四五六七八九十百千壱弐参拾])[㐀-鿿ぁ-ゖァ-ヺー0-9]*)?"
)
# Nothing in it to fold but spaces and signs: nearly every address, and asked once instead of sign by sign.
_USUAL = re.compile("[㐀-鿿ぁ-ゖァ-ヺー0-9 -]*")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\U000E0100-\U000E01EF]")
_UNREADABLE = re.compile(r"[\uE000-\uF8FF\U000F0000-\U0010FFFD〓●○◯□■◆△▲?\uFFFD*_×]")
_NOT_AN_ADDRESS = re.compile(r"(?:同(?:上|左|右|じ|所)?|〃+|々+|\"+|不明|不詳|住所不定|なし|無し|-+)")
_POSTCODE = re.compile(r"^〒?\s*\d{3}[-‐−ー]?\d{4}(?![\d-])\s*")
_OF_POSTCODE = "〒0123456789"
_BLANK = re.compile(r"\s+")
# A sign that is not yet a - between two numbers.
_ODD_SIGN = re.compile(r"[‐‑‒–—―−─]|(?<![ァ-ヺー])ー|(?<=[\sァ-ヺ])-|-\s")
_HYPHEN = re.compile(r"(?<=[\d番地目丁号])\s*[-‐‑‒–—―−─ー]\s*(?=[\d一二三四五六七八九十])")
_LONG_VOWEL = re.compile(r"(?<=[ァ-ヺ])[-‐‑‒–—―−─]")
# Spaces stay only after digits and their units, where they may end a number.
_SPACE = re.compile(r" (?:(?<![\d番地目丁号室] )|(?=-|$)|(?<=\d )(?=丁目|番|号))")
_ROOM = re.compile(r"(\d+(?:-\d+)*)(?:号室|号|室)?$")
_DIGIT = re.compile(r"\d")
_IGNORED = re.compile(r"[\s・,.、。#()\[\]「」]+|大字")


class Address(NamedTuple):
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
_NO_ENDING: tuple[str, tuple[int, ...]] = ("", ())


@lru_cache(maxsize=16384)
def parse_address(text: str) -> Address:
    """住所を比較用に分ける."""
    return in_parts(text) or sign_by_sign(text)


def in_parts(text: str) -> Address | None:
    """Towns and buildings come again and again: each is read once. None where the parts do not stand for themselves."""
    found = _IN_PARTS.fullmatch(text)
    if found is None or len(text) > _LONGEST:
        return None
    head, flat, chome, block, house, run, end = found.groups()
    place, town, flaw = _head(head)
    ending = _ending(end) if end else _NO_ENDING
    lot = flat_lot(flat) if flat else full_lot(chome, block, house) if house else read_run(run)
    if town is None or lot is None or ending is None:
        return None
    return Address(place, town, lot, ending[0], ending[1], flaw)


@lru_cache(maxsize=16384)
def _head(text: str) -> tuple[Place, str | None, Reason | None]:
    """市区町村と町名. No town where its end is a number together with what follows it: 三 before 5-4."""
    place = split_place(level(text))
    is_apart = digits_for_kanji(f"{place.rest}5-4") == f"{place.rest}5-4"
    return place, _town(place.rest) if is_apart else None, None if place.prefecture else Reason.ADDRESS_AMBIGUOUS


@lru_cache(maxsize=16384)
def _ending(text: str) -> tuple[str, tuple[int, ...]] | None:
    """方書. As _building has it, once the signs in it need no folding."""
    return None if _ODD_SIGN.search(text) else _building(digits_for_kanji(level(text)))


def sign_by_sign(text: str) -> Address:
    is_usual = _USUAL.fullmatch(text) is not None
    plain = _folded(text) if not is_usual else text if " " not in text else " ".join(text.split())
    if not plain:
        return Address(_NOWHERE, "", _NO_LOT, "", (), Reason.ADDRESS_MISSING)
    if len(plain) > _LONGEST or _NOT_AN_ADDRESS.fullmatch(plain) or (not is_usual and _UNREADABLE.search(plain)):
        return Address(_NOWHERE, "", _NO_LOT, "", (), Reason.ADDRESS_UNREADABLE)
    if plain[0] in _OF_POSTCODE:
        plain = _POSTCODE.sub("", plain)
    if not is_usual or "-" in plain or "ー" in plain:
        plain = _signed(plain)
    if " " in plain:
        plain = _SPACE.sub("", plain)
    place, rest = _placed(level(plain))
    town, lot, tail = split_lot(digits_for_kanji(rest))
    building, room = _building(tail) if tail else ("", ())
    return Address(place, _town(town), lot, building, room, _flaw(place, lot, town))


@lru_cache(maxsize=16384)
def _town(text: str) -> str:
    return _IGNORED.sub("", text)


def _folded(text: str) -> str:
    return _BLANK.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))).strip().upper()


def _placed(plain: str) -> tuple[Place, str]:
    """The place, and all that follows it. No name of a municipality has a digit."""
    digit = _DIGIT.search(plain)
    end = digit.start() if digit else len(plain)
    place = split_place(plain[:end])
    return place, place.rest + plain[end:]


def _signed(text: str) -> str:
    """Signs between numbers become -."""
    return _HYPHEN.sub("-", _LONG_VOWEL.sub("ー", text)) if _ODD_SIGN.search(text) else text


@lru_cache(maxsize=16384)
def _building(tail: str) -> tuple[str, tuple[int, ...]]:
    """方書. The building's name, and the number at its end as the room."""
    plain = _IGNORED.sub("", digits_for_kanji(tail))
    found = _ROOM.search(plain)
    if found is None:
        return plain, ()
    return plain[: found.start()].rstrip("-"), tuple(map(int, found[1].split("-")))


def _flaw(place: Place, lot: Lot, town: str) -> Reason | None:
    if not place.prefecture:
        return Reason.ADDRESS_AMBIGUOUS
    if not lot.numbers and "番外地" not in town and "無番地" not in town:
        return Reason.ADDRESS_INCOMPLETE
    return None
