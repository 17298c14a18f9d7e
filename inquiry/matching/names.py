"""氏名とフリガナの比較用の形. Folding for comparing only: what is stored keeps every registered glyph.

NFC on the copy, NFKC for ASCII and width forms only: NFKC on kanji would swap registered characters.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import jaconv

# Nothing in it to fold but spaces: nearly every name, and asked once instead of sign by sign.
_USUAL = re.compile("[㐀-鿿ぁ-ゖァ-ヺー\u3000 ]*")
# Of these most begin with a kanji and have one space or none.
_ONE_OR_TWO = re.compile("([㐀-鿿][㐀-鿿ぁ-ゖァ-ヺー]*)(?:[\u3000 ]([㐀-鿿ぁ-ゖァ-ヺー]+))?")
_USUAL_KANA = re.compile("[ァ-ヺー\u3000 ]*")
_WIDTH_FORMS = re.compile(r"[\uFF00-\uFFEF\u3000]+")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\U000E0100-\U000E01EF]")
_LONG_VOWEL = re.compile(r"(?<=[ァ-ヺー])[-‐‑‒–—―−─]")
_SEPARATORS = re.compile(r"[\s・·•‧]+")
_UNREADABLE = re.compile(r"[\uE000-\uF8FF\U000F0000-\U0010FFFD〓●○◯◎□■◇◆△▲▽▼?\uFFFD*_×]")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_LATIN = re.compile("[A-Z]")
_BRACKETS = str.maketrans("（(〔【<〈《「{）)〕】>〉》」}", "[[[[[[[[[]]]]]]]]]")

_NO_CUTS: frozenset[int] = frozenset()
_KANJI, _READABLE = (True, False), False
_LARGE_KANA = str.maketrans("ァィゥェォッャュョヮヵヶヰヱヲヂヅー", "アイウエオツヤユヨワカケイエオジズウ")
_V_KANA = re.compile("ヴ([アイエオ]?)")
_V_TO_B = {"": "ブ", "ア": "バ", "イ": "ビ", "エ": "ベ", "オ": "ボ"}


class Name(NamedTuple):
    """比較用の氏名. key has no separators; cuts are where they stood in it; script is (漢字か, ローマ字か)."""

    key: str
    words: tuple[str, ...]
    cuts: frozenset[int]
    script: tuple[bool, bool]
    has_unreadable: bool


@lru_cache(maxsize=16384)
def fold_name(text: str) -> Name:
    """氏名を比較用にする. Case, width, separators and variation selectors go; 々, ヶ, ノ and glyphs stay."""
    simple = _ONE_OR_TWO.fullmatch(text)
    if simple is not None:
        family, given = simple.groups()
        if given is None:
            return Name(text, (text,), _NO_CUTS, _KANJI, _READABLE)
        return Name(family + given, (family, given), _one_cut(len(family)), _KANJI, _READABLE)
    if _USUAL.fullmatch(text):
        words = tuple(text.split())
        return Name("".join(words), words, _cuts(words), (_HAN.search(text) is not None, False), has_unreadable=False)
    plain = _LONG_VOWEL.sub("ー", _plain(text).upper()).translate(_BRACKETS)
    words = tuple(word for word in _SEPARATORS.split(plain) if word)
    script = bool(_HAN.search(plain)), bool(_LATIN.search(plain))
    return Name("".join(words), words, _cuts(words), script, bool(_UNREADABLE.search(plain)))


@lru_cache(maxsize=64)
def _one_cut(place: int) -> frozenset[int]:
    return frozenset({place})


def _cuts(words: tuple[str, ...]) -> frozenset[int]:
    return frozenset(accumulate(map(len, words[:-1]))) if len(words) > 1 else _NO_CUTS


@lru_cache(maxsize=16384)
def fold_kana(text: str) -> tuple[str, ...]:
    """フリガナを比較用にする. Words of full-width katakana."""
    if _USUAL_KANA.fullmatch(text):
        return tuple(text.split())
    plain = _LONG_VOWEL.sub("ー", jaconv.hira2kata(_plain(text).upper()))
    return tuple(word for word in _SEPARATORS.split(plain) if word)


@lru_cache(maxsize=16384)
def reading(text: str) -> tuple[str, ...]:
    """読み. Kana with the spellings levelled that bank forms and old records vary: small kana, ヂヅ, ヴ, ー."""
    return tuple(_V_KANA.sub(_to_b, word.translate(_LARGE_KANA)) for word in fold_kana(text))


def without_marks(text: str) -> str:
    """NGUYỄN → NGUYEN. Residents' records use the basic Latin letters; kana keep their voicing marks."""
    apart = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("Ø", "O").replace("Ł", "L"))
    return unicodedata.normalize("NFC", re.sub("[\u0300-\u036f]", "", apart))


def fits_unreadable(left: Name, right: Name) -> bool:
    """外字. Whether the names are equal but for the characters that cannot be read."""
    if len(left.key) != len(right.key):
        return False
    return all(a == b or _UNREADABLE.match(a) or _UNREADABLE.match(b) for a, b in zip(left.key, right.key, strict=True))


def _plain(text: str) -> str:
    narrow = _WIDTH_FORMS.sub(lambda run: unicodedata.normalize("NFKC", run[0]), _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", narrow)


def _to_b(found: re.Match[str]) -> str:
    return _V_TO_B[found[1]]
