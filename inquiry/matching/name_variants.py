"""氏名の表記の違い. What makes two different spellings of a name the same, and by which rule."""

import re
from collections.abc import Callable
from functools import lru_cache

from . import glyphs
from .findings import Reason
from .names import Name, without_marks

_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_ALIAS = re.compile(r"\[(?:通称|旧氏|旧姓|併記)?[:：]?([^\[\]]+)\]([^\[\]]*)")
_REPEATED = re.compile("(.)々")


def _repeat(key: str) -> str:
    return _REPEATED.sub(r"\1\1", key)


def _large_ke(key: str) -> str:
    return key.replace("ヶ", "ケ")


_FOLDS: tuple[tuple[Reason, Callable[[str], str]], ...] = (
    (Reason.NAME_SAME_SHAPE, glyphs.same_shape),
    (Reason.NAME_ITERATION, _repeat),
    (Reason.NAME_KE, _large_ke),
    (Reason.NAME_DIACRITIC, without_marks),
    (Reason.NAME_IMMIGRATION_KANJI, glyphs.immigration),
)


@lru_cache(maxsize=8192)
def loosened(key: str) -> str:
    """緩和した形. Every fold that the relaxed rule allows, the 併記 in brackets kept."""
    for _, fold in _FOLDS:
        key = fold(key)
    return key


def is_alias(left: Name, right: Name) -> bool:
    """通称・旧氏. Whether one side is what the other has in brackets: the whole name, or another 氏 before the 名."""
    first, second = loosened(left.key), loosened(right.key)
    if ("[" in first) == ("[" in second):
        return False
    bracketed, plain = (first, second) if "[" in first else (second, first)
    return any(plain in (other, other + after) for other, after in _ALIAS.findall(bracketed))


def forgivable(left: Name, right: Name) -> Reason | None:
    """緩和で同じになる理由. Which fold of the relaxed rule makes the two equal, if any."""
    first, second = loosened(left.key), loosened(right.key)
    if first != second:
        return Reason.NAME_FORMER if _differ_by_brackets(first, second) else None
    return _first_fold(left.key, right.key)


def _first_fold(first: str, second: str) -> Reason | None:
    for reason, fold in _FOLDS:
        first, second = fold(first), fold(second)
        if first == second:
            return reason
    return None


def _differ_by_brackets(first: str, second: str) -> bool:
    """旧氏の併記. Only where one side has it: two different former names are two people until shown otherwise."""
    if ("[" in first) == ("[" in second):
        return False
    return _BRACKETED.sub("", first) == _BRACKETED.sub("", second)
