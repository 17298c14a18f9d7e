"""番地・建物・部屋の照合. Number lists, never joined digits; a building's name may be left out, its room may not."""

import re
from functools import lru_cache

from .addresses import Address
from .findings import Reason
from .lots import Lot

# What one side may leave out: a name. Blocks, wings, 枝番, lodgings and institutions tell dwellings apart.
_TELLS_APART = re.compile(
    r"\d|棟|館|番|字|町|[A-Z甲乙丙丁東西南北]$|方$|内$|寮|病院|診療所|施設|ホーム|センター|[園苑]$"
)
_SHORTEST_NAME = 3
_FULL_LOT = 3  # 丁目・番・号
_LOWEST_ROOM = 101


def compare_rooms(first: Address, second: Address) -> Reason | None:
    """番地から部屋まで. None where both are one dwelling."""
    if first.lot.units != second.lot.units and not _units_agree(first.lot.units, second.lot.units):
        return Reason.ADDRESS_NUMBERS
    if first.lot.numbers == second.lot.numbers:
        return _same_lot(first, second)
    if _is_written_flat(first, second) or _is_written_flat(second, first):
        return _building(first.building, second.building)
    shorter, longer = sorted((_all(first), _all(second)), key=len)
    return Reason.ADDRESS_SHORT if longer[: len(shorter)] == shorter else Reason.ADDRESS_NUMBERS


def is_lot_or_house(first: Lot, second: Lot) -> bool:
    """地番と住居表示: 123番地 beside 5丁目4番3号. Which lot has which house only the municipality's list can tell."""
    fewer, more = sorted((first, second), key=lambda lot: len(lot.numbers))
    return len(fewer.numbers) < _FULL_LOT <= len(more.numbers) and "丁" not in fewer.units and "番" in fewer.units


def _same_lot(first: Address, second: Address) -> Reason | None:
    if first.room == second.room:
        return _building(first.building, second.building)
    return Reason.ADDRESS_ROOM_DIFFERS if first.room and second.room else Reason.ADDRESS_ROOM_MISSING


def _building(first: str, second: str) -> Reason | None:
    """方書. One side may omit a building's name; two different names are two buildings until a person looks."""
    if first == second:
        return None
    return None if not (first and second) and _may_be_left_out(first or second) else Reason.ADDRESS_BUILDING


@lru_cache(maxsize=4096)
def _may_be_left_out(name: str) -> bool:
    return len(name) >= _SHORTEST_NAME and not _TELLS_APART.search(name)


def _is_written_flat(flat: Address, apart: Address) -> bool:
    """5-4-3-201 for 5-4-3 見本201号室. Not where the last number may be the house's own: 5-4-3 is no 5-4 の3号室."""
    if flat.room or len(apart.room) != 1 or flat.lot.numbers != _all(apart):
        return False
    is_full = len(apart.lot.numbers) >= _FULL_LOT
    is_room = len(apart.lot.numbers) == _FULL_LOT - 1 and apart.room[0] >= _LOWEST_ROOM
    return is_full or (is_room and flat.lot.units[-1] != "号")


@lru_cache(maxsize=1024)  # a few ways to write them, against a few others
def _units_agree(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    return not any(one and other and one != other for one, other in zip(first, second, strict=False))


def _all(address: Address) -> tuple[int, ...]:
    return address.lot.numbers + address.room
