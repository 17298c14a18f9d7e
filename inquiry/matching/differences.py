"""見比べ. Which parts of two texts differ and of what class the difference is, for the eye of an officer.

It marks and names; whether two records are one person is decided by `compare` alone.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from . import glyphs
from .findings import Finding, Reason, Standing
from .lots import digits_for_kanji
from .people import Item

_NUMERAL = "[〇一二三四五六七八九十百千]+(?=丁目|番|号|条)"
_TOKEN = re.compile(rf"\d+|{_NUMERAL}|丁目|番地|番|号室|号|室|.", re.DOTALL)
_QUIET = re.compile(r"丁目|番地|番|号室|号|室|[-‐‑‒–—―−─ーの年月日]")
_ENDS_NUMBER = re.compile(r"[\d元〇一二三四五六七八九十百千]$|^(?:丁目|番地|番|号)$")

CLASSES: dict[Reason, str] = {
    Reason.NAME_SAME_SHAPE: "字形A（包摂）",
    Reason.NAME_RELATED_GLYPH: "字形B（異体字）",
    Reason.NAME_IMMIGRATION_KANJI: "簡体字",
    Reason.NAME_ITERATION: "「々」の表記",
    Reason.NAME_KE: "「ヶ・ケ」の表記",
    Reason.NAME_DIACRITIC: "ローマ字の符号",
    Reason.NAME_FORMER: "旧氏・通称の併記",
    Reason.NAME_ALIAS: "旧氏・通称",
    Reason.NAME_REGISTERED_OTHER: "通称・旧氏と一致",
    Reason.NAME_NEAR_OTHER: "通称・旧氏と表記違い",
    Reason.NAME_ORDER: "語順",
    Reason.NAME_PART_MISSING: "一部が一方だけ",
    Reason.NAME_BOUNDARY: "氏と名の区切り",
    Reason.NAME_SCRIPT: "文字種",
    Reason.NAME_SAME_READING: "読みが同じ別の字",
    Reason.NAME_UNREADABLE: "読めない字",
    Reason.NAME_OTHER_GIVEN: "名が違う",
    Reason.BORN_ONE_DIGIT: "日付の1字違い",
    Reason.BORN_SWAPPED: "月日の入替え",
    Reason.BORN_ERA: "元号の違い",
    Reason.BORN_PARTLY_UNKNOWN: "不詳の部分",
    Reason.BORN_FAR: "別の日",
    Reason.ADDRESS_ALIAS: "市区町村名の表記",
    Reason.ADDRESS_TOWN_VARIANT: "町名の表記",
    Reason.ADDRESS_TOWN_PART: "字（小字）",
    Reason.ADDRESS_SHORT: "番地・号が一方だけ",
    Reason.ADDRESS_ROOM_MISSING: "部屋番号が一方だけ",
    Reason.ADDRESS_ROOM_DIFFERS: "部屋番号",
    Reason.ADDRESS_BUILDING: "建物・方書",
    Reason.ADDRESS_NUMBERS: "番地",
    Reason.ADDRESS_REORGANISED: "合併・区の再編",
    Reason.ADDRESS_RENUMBERED: "住居表示",
    Reason.ADDRESS_LOT_OR_HOUSE: "地番と住居表示",
    Reason.ADDRESS_FORMER: "前住所と一致",
    Reason.ADDRESS_NEAR_FORMER: "前住所と表記違い",
    Reason.ADDRESS_ELSEWHERE: "別の場所",
}
_NOTATION = {Item.NAME: "氏名の表記", Item.BORN: "日付の表記", Item.SEX: "性別の表記", Item.ADDRESS: "住所の表記"}


@dataclass(frozen=True, slots=True, repr=False)
class Part:
    """文字列の一部."""

    text: str
    is_different: bool


def class_of(finding: Finding, left: str, right: str) -> str:
    """違いの種類, in a word or two; "" where the two texts are the same."""
    if finding.standing is Standing.AGREES and finding.reason is None:
        return "" if left == right else f"{_NOTATION[finding.item]}（同じ）"
    if finding.reason is None:
        return ""
    return CLASSES.get(finding.reason, finding.standing.value)


def glyph_classes(left: str, right: str) -> list[str]:
    """字ごとの種類, e.g. 髙・高：字形A. Only where the names have the same length."""
    first, second = ("".join(text.split()) for text in (left, right))
    if len(first) != len(second):
        return []
    return [f"{a}・{b}：{_glyph_class(a, b)}" for a, b in zip(first, second, strict=True) if a != b]


def _glyph_class(one: str, other: str) -> str:
    if glyphs.same_shape(one) == glyphs.same_shape(other):
        return "字形A（包摂）"
    if glyphs.are_related(one, other):
        return "字形B（親字・正字）"
    return "簡体字と正字" if glyphs.immigration(one) == glyphs.immigration(other) else "別の字"


def parts(left: str, right: str) -> tuple[list[Part], list[Part]]:
    """両方の文字列, cut where they differ. Spaces are never marked, nor units and signs after numbers."""
    texts = [_TOKEN.findall(text) for text in (left, right)]
    loud = [[index for index in range(len(tokens)) if not _is_quiet(tokens, index)] for tokens in texts]
    keys = [[_key(tokens[index]) for index in indexes] for tokens, indexes in zip(texts, loud, strict=True)]
    first, second = _apart(keys[0], keys[1])
    return _joined(texts[0], {loud[0][each] for each in first}), _joined(texts[1], {loud[1][each] for each in second})


def _is_quiet(tokens: Sequence[str], index: int) -> bool:
    """A unit or a sign that only says how a number is written: コーポ has a ー too, and 月島 a 月."""
    token, before = unicodedata.normalize("NFKC", tokens[index]), tokens[index - 1] if index else ""
    if token.isspace():
        return True
    return _QUIET.fullmatch(token) is not None and bool(_ENDS_NUMBER.search(before))


def _apart(first: Sequence[str], second: Sequence[str]) -> tuple[set[int], set[int]]:
    """Which places of each differ. From the first number on it is place by place: a 3 is not the 3 of another place."""
    cuts = [next((index for index, key in enumerate(keys) if key.isdecimal()), len(keys)) for keys in (first, second)]
    left, right = _apart_words(first[: cuts[0]], second[: cuts[1]])
    tails = list(zip_longest(first[cuts[0] :], second[cuts[1] :]))
    places = [index for index, (one, other) in enumerate(tails) if one != other]
    left |= {cuts[0] + index for index in places if cuts[0] + index < len(first)}
    right |= {cuts[1] + index for index in places if cuts[1] + index < len(second)}
    return left, right


def _apart_words(first: Sequence[str], second: Sequence[str]) -> tuple[set[int], set[int]]:
    if len(first) == len(second):
        places = {index for index, (one, other) in enumerate(zip(first, second, strict=True)) if one != other}
        return places, set(places)
    codes = [code for code in SequenceMatcher(None, first, second, autojunk=False).get_opcodes() if code[0] != "equal"]
    left = {index for _, begin, end, _, _ in codes for index in range(begin, end)}
    return left, {index for _, _, _, begin, end in codes for index in range(begin, end)}


def _key(token: str) -> str:
    """Full-width as half-width, 五 before 丁目 as 5, 05 as 5."""
    plain = digits_for_kanji(unicodedata.normalize("NFKC", token) + "番")[:-1].upper()
    return str(int(plain)) if plain.isdecimal() else plain


def _joined(tokens: Sequence[str], marked: set[int]) -> list[Part]:
    """Neighbours that are alike in being marked or not are one part."""
    found: list[Part] = []
    for index, token in enumerate(tokens):
        is_different = index in marked
        if found and found[-1].is_different == is_different:
            found[-1] = Part(found[-1].text + token, is_different)
        else:
            found.append(Part(token, is_different))
    return found
