"""名の違い. Twins and spouses share everything but the given name: is it the given name that differs?

Registers hold the name in one string, so where no space tells 氏 from 名, the kana and the place of the difference do.
"""

from .name_variants import loosened
from .names import Name, reading

_USUAL_SURNAME = 2  # characters
_USUAL_GIVEN = 2


def has_other_given(left: Name, right: Name, left_kana: str, right_kana: str) -> bool:
    """名もその読みも違うか. False also where no kana can tell, or where a 通称 may stand on one side."""
    if left.script != right.script:
        return False
    return _has_other_reading(reading(left_kana), reading(right_kana)) and _is_other_given(left, right)


def _has_other_reading(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    if not first or not second:
        return False
    if len(first) > 1 and len(second) > 1:
        return first[1:] != second[1:]
    return "".join(first) != "".join(second)


def _is_other_given(left: Name, right: Name) -> bool:
    if len(left.words) > 1 and len(right.words) > 1:
        return left.words[1:] != right.words[1:]
    return not _only_surname_differs(loosened(left.key), loosened(right.key))


def _only_surname_differs(first: str, second: str) -> bool:
    """山田花子・佐藤花子: as much as a given name is equal at the end, and the rest is no longer than a surname."""
    end = _common(first[::-1], second[::-1])
    return end >= _USUAL_GIVEN and max(len(first), len(second)) - end <= _USUAL_SURNAME


def _common(first: str, second: str) -> int:
    """How many characters are the same from the beginning."""
    length = 0
    while length < min(len(first), len(second)) and first[length] == second[length]:
        length += 1
    return length
