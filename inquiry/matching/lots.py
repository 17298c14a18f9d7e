"""丁目・番地・号. The run of numbers in an address, in one notation.

A number with its unit (5丁目) and a bare one (5-) are the same number; two different units at one place are not
(5番4号 is no 5丁目4番).
"""

import re
from functools import lru_cache
from typing import NamedTuple

_KANJI = "〇零一二三四五六七八九十百千壱弐参拾"
_VALUE = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "壱": 1, "弐": 2, "参": 3}
_POWER = {"十": 10, "拾": 10, "百": 100, "千": 1000}

_CHOME = r"丁目|丁(?=[\d\s-]|$)"
_UNIT = rf"{_CHOME}|番地|番(?![町丁地街館])"
_HOUSE = r"号室|室|号(?![棟館線車])"
_LINK = rf"(?:(?:{_UNIT})\s*(?:の|-)?|の|-)\s*"

_BEFORE_UNIT = re.compile(rf"[{_KANJI}]+(?={_CHOME}|番|号|条|地割|線)")
_CHAIN = re.compile(rf"[{_KANJI}\d]+(?:(?:の|-)[{_KANJI}\d]+)+")
_LAST = re.compile(rf"(?<=[\d目番地号])(?P<link>の|-)?[{_KANJI}]+(?=\s|$)")
_NUMERAL = re.compile(rf"[{_KANJI}]+")

_RUN = re.compile(rf"\d+(?:{_LINK}\d+)*(?:\s?(?:{_UNIT}|{_HOUSE}))?")
_NUMBER = re.compile(rf"(\d+)\s?({_UNIT}|{_HOUSE})?")
_TOWN_NUMBER = re.compile(r"\d+(?=[条線区町村字]|地割|番[町丁街])")
_KIND = {"丁目": "丁", "丁": "丁", "番地": "番", "番": "番", "号": "号", "号室": "室", "室": "室", "": ""}
_FULL = ("丁", "番", "号")


class Lot(NamedTuple):
    """番地. The numbers, and the unit that each was written with ("" for a bare number)."""

    numbers: tuple[int, ...]
    units: tuple[str, ...]


def digits_for_kanji(text: str) -> str:
    """百二十三番地 → 123番地. Only beside a unit or inside 五の四の三: 三宮, 四谷 and 千歳 are names."""
    if not _NUMERAL.search(text):
        return text
    for shape in (_BEFORE_UNIT, _CHAIN, _LAST):
        text = shape.sub(_digits, text)
    return text


def _digits(found: re.Match[str]) -> str:
    return _NUMERAL.sub(lambda numeral: str(_number(numeral[0])), found[0])


def _number(kanji: str) -> int:
    """二十三, and 二三 where the places are written out."""
    if not any(char in _POWER for char in kanji):
        return int("".join(str(_VALUE[char]) for char in kanji))
    total, digit = 0, 0
    for char in kanji:
        if char in _POWER:
            total, digit = total + (digit or 1) * _POWER[char], 0
        else:
            digit = digit * 10 + _VALUE[char]
    return total + digit


def split_lot(text: str) -> tuple[str, Lot, str]:
    """町名・番地・方書に分ける."""
    run = _RUN.search(text)
    if run is not None and run[0].isdigit():  # a bare number may be the town's
        run = _lot_among(run, text)
    if run is None:
        return text, Lot((), ()), ""
    return text[: run.start()], _lot(run[0]), text[run.end() :]


def flat_lot(run: str) -> Lot:
    """5-4-3. Digits with - between them; with a room at the end nearly every one is new, so none is remembered."""
    numbers = tuple(map(int, run.split("-")))
    return Lot(numbers, ("",) * len(numbers))


def full_lot(chome: str, block: str, house: str) -> Lot:
    """5丁目4番3号."""
    return Lot((int(chome), int(block), int(house)), _FULL)


@lru_cache(maxsize=16384)
def read_run(text: str) -> Lot | None:
    """None where the text is no run of two numbers or more, or with a unit: a bare number may be the town's."""
    return _lot(text) if _RUN.fullmatch(text) and not text.isdigit() else None


@lru_cache(maxsize=16384)  # 2丁目5番3号 stands in every town
def _lot(run: str) -> Lot:
    if run.replace("-", "").isdigit():
        return flat_lot(run)
    numbers, units = zip(*_NUMBER.findall(run), strict=True)
    return Lot(tuple(map(int, numbers)), tuple(map(_KIND.__getitem__, units)))


def _belongs_to_town(run: re.Match[str], text: str) -> bool:
    """北1条, 第5地割, 1番町: a number that is part of the town's name."""
    return run[0].isdigit() and _TOWN_NUMBER.match(text, run.start()) is not None


def _lot_among(bare: re.Match[str], text: str) -> re.Match[str] | None:
    """第2見本町3-4: a bare number that runs into more text is the town's where a fuller run follows."""
    runs = [run for run in _RUN.finditer(text, bare.start()) if not _belongs_to_town(run, text)]
    if not runs:
        return None
    fuller = [run for run in runs if not run[0].isdigit()]
    first = runs[0]
    runs_into_text = first[0].isdigit() and not re.match(r"\s|$", text[first.end() :])
    return fuller[0] if runs_into_text and fuller else first
