"""異体字. What the MJ縮退マップ knows of two characters; classes A, B, C of domain people-matching §3.

A: JIS包摂規準・UCS統合規則, another shape of the same character. B: 戸籍統一文字情報 親字・正字, for a person to see.
C: 入管正字 of rank 1, for 簡体字 outside JIS X 0213.
"""

import json
from functools import lru_cache
from pathlib import Path

_CLASSES = json.loads(Path(__file__).with_name("classes.json").read_text(encoding="utf-8"))
_PARENTS: dict[str, str] = _CLASSES["B"]


def _single(name: str) -> dict[int, str]:
    """Where a table names several parents, none of them is *the* same character."""
    return {ord(char): parent for char, parent in _CLASSES[name].items() if len(parent) == 1}


def _last_parent(char: str) -> str:
    """The 親字 that has none itself; the first in code order where there are several."""
    return min(_PARENTS[char], key=lambda parent: (parent in _PARENTS, parent))


_SAME, _IMMIGRATION = _single("A"), _single("C")
_LAST_PARENT = {ord(char): _last_parent(char) for char in _PARENTS}


def same_shape(text: str) -> str:
    """包摂. 髙橋 → 高橋, 𠮷田 → 吉田."""
    return text.translate(_SAME)


def immigration(text: str) -> str:
    """入管正字. 张伟 → 張偉."""
    return text.translate(_IMMIGRATION)


@lru_cache(maxsize=4096)
def parents(char: str) -> frozenset[str]:
    """親字・正字 of a character, and itself."""
    return frozenset(_PARENTS.get(char, "") + char)


def are_related(left: str, right: str) -> bool:
    """Whether every character is the same or shares an 親字 with its counterpart: 渡邉 and 渡邊, 齋藤 and 斎藤."""
    if len(left) != len(right):
        return False
    return all(a == b or not parents(a).isdisjoint(parents(b)) for a, b in zip(left, right, strict=True))


def one_spelling(text: str) -> str:
    """One spelling for all that are related, for looking a municipality up (竜ケ崎 → 龍ケ崎). Never shown."""
    return same_shape(text).translate(_LAST_PARENT)
