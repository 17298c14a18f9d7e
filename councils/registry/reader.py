"""社会福祉協議会の一覧. The councils of the country, as the committed table has them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

TABLE = Path(__file__).with_name("councils.csv")
WEIGHTS = (6, 5, 4, 3, 2)


class Kind(StrEnum):
    """社協の種別. What a row of the table stands for."""

    PREFECTURAL = "prefectural"
    MUNICIPAL = "municipal"
    WARD_OFFICE = "ward_office"


@dataclass(frozen=True)
class CouncilRow:
    """社会福祉協議会. One council, or one ward office of a designated city's council.

    code, prefecture and parent are 全国地方公共団体コード of 6 digits, check digit included.
    prefecture is the prefectural council above; a prefectural council names itself.
    parent is the city's council for a ward office, else empty.
    """

    code: str
    name: str
    kana: str
    kind: Kind
    prefecture: str
    parent: str


def check_digit(five: str) -> str:
    """検査数字. The sixth digit of a 全国地方公共団体コード. Raises ValueError unless given five digits.

    Source: 総務省「全国地方公共団体コード仕様」.
    """
    if len(five) != len(WEIGHTS) or not (five.isascii() and five.isdigit()):
        raise ValueError(f"全国地方公共団体コードは、検査数字を除いて5桁です: {five!r}")
    weighted = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, five, strict=True))
    return str((11 - weighted % 11) % 10)


def read() -> Iterator[CouncilRow]:
    """社協の一覧. Parents come before those who name them: prefectures, municipalities, ward offices."""
    with TABLE.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            yield CouncilRow(
                code=row["code"],
                name=row["name"],
                kana=row["kana"],
                kind=Kind(row["kind"]),
                prefecture=row["prefecture"],
                parent=row["parent"],
            )
