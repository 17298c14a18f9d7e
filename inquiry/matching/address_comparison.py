"""住所の照合. Exact but for notation; and if not, what a person should ask about."""

import re
from datetime import date
from functools import lru_cache

import jaconv

from . import changes, glyphs
from .addresses import Address, parse_address
from .findings import Finding, Reason, Rule, Standing, variant
from .people import Item
from .rooms import compare_rooms, is_lot_or_house

_SMALL_TSU = re.compile("(?<=[㐀-鿿])[ツッ](?=[㐀-鿿])")
_GA = re.compile("(?<=[㐀-鿿])が(?=[㐀-鿿])")
_AGREES = Finding(Item.ADDRESS, Standing.AGREES)


def compare_addresses(left: str, right: str, rule: Rule, today: date) -> Finding:
    """住所. A missing room number is never forgiven."""
    first, second = parse_address(left), parse_address(right)
    if first.flaw or second.flaw:
        return _flawed(first, second)
    if first.place == second.place and first.town == second.town:
        return _numbers(first, second)
    if first.place.prefecture != second.place.prefecture or _municipality(first) != _municipality(second):
        return _elsewhere(first, second, today)
    reason = _town(first, second)
    if reason is Reason.ADDRESS_ELSEWHERE:
        return _elsewhere(first, second, today)
    finding = _numbers(first, second)
    if finding.standing is not Standing.AGREES or reason is None:
        return finding
    if reason is Reason.ADDRESS_TOWN_PART:
        return Finding(Item.ADDRESS, Standing.NEAR, reason)
    return variant(Item.ADDRESS, reason, rule)


def _elsewhere(first: Address, second: Address, today: date) -> Finding:
    """別の場所. Or the same one under its former name, which a person must see: nobody knows it by rule."""
    prefecture = first.place.prefecture
    if prefecture == second.place.prefecture:
        one, other = _municipality(first), _municipality(second)
        is_same_lot = first.town == second.town and compare_rooms(first, second) is None
        if is_same_lot and changes.is_reorganised(prefecture, one, other, today):
            return Finding(Item.ADDRESS, Standing.NEAR, Reason.ADDRESS_REORGANISED)
        if changes.is_renumbered(prefecture, (one, first.town), (other, second.town), today):
            return Finding(Item.ADDRESS, Standing.DIFFERS, Reason.ADDRESS_RENUMBERED)
    return Finding(Item.ADDRESS, Standing.DIFFERS, Reason.ADDRESS_ELSEWHERE)


def _flawed(first: Address, second: Address) -> Finding:
    flaws = (first.flaw, second.flaw)
    if Reason.ADDRESS_MISSING in flaws:
        return Finding(Item.ADDRESS, Standing.MISSING, Reason.ADDRESS_MISSING)
    if Reason.ADDRESS_UNREADABLE in flaws:
        return Finding(Item.ADDRESS, Standing.NEAR, Reason.ADDRESS_UNREADABLE)
    flaw = next(flaw for flaw in flaws if flaw)
    return Finding(Item.ADDRESS, Standing.NEAR if _may_be_one_place(first, second) else Standing.DIFFERS, flaw)


def _may_be_one_place(first: Address, second: Address) -> bool:
    """Without its prefecture 中央区見本町1-2 may be anybody's; it contradicts only where town or numbers do."""
    if Reason.ADDRESS_AMBIGUOUS not in (first.flaw, second.flaw):
        return first.place.prefecture == second.place.prefecture and _municipality(first) == _municipality(second)
    towns = sorted((_municipality(place) + place.town for place in (first, second)), key=len)
    return towns[1].endswith(towns[0]) and first.lot.numbers == second.lot.numbers


def _municipality(address: Address) -> str:
    return address.place.municipality


def _town(first: Address, second: Address) -> Reason | None:
    """町名. None where it is the same."""
    if first.town == second.town:
        return None if first.place.spelling == second.place.spelling else Reason.ADDRESS_ALIAS
    if _loosened(first.town) == _loosened(second.town):
        return Reason.ADDRESS_TOWN_VARIANT
    shorter, longer = sorted((first.town, second.town), key=len)
    return Reason.ADDRESS_TOWN_PART if shorter and longer.startswith(shorter) else Reason.ADDRESS_ELSEWHERE


@lru_cache(maxsize=4096)
def _loosened(town: str) -> str:
    """町名を緩和する. 四ツ谷・四谷, イ・い, 霞が関・霞ケ関, and glyphs of one shape."""
    return jaconv.hira2kata(_GA.sub("ケ", _SMALL_TSU.sub("", glyphs.same_shape(town))))


def _numbers(first: Address, second: Address) -> Finding:
    reason = compare_rooms(first, second)
    if reason is None:
        return _AGREES
    if reason is Reason.ADDRESS_NUMBERS and is_lot_or_house(first.lot, second.lot):
        return Finding(Item.ADDRESS, Standing.DIFFERS, Reason.ADDRESS_LOT_OR_HOUSE)
    is_short = reason in (Reason.ADDRESS_SHORT, Reason.ADDRESS_ROOM_MISSING, Reason.ADDRESS_BUILDING)
    return Finding(Item.ADDRESS, Standing.NEAR if is_short else Standing.DIFFERS, reason)
