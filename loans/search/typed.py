"""探す言葉. What somebody typed, or a scanner, into the one box: what it is by its own shape, and what to look for."""

import re
import unicodedata
from dataclasses import dataclass

from councils.look.fields.spoken import half_width
from councils.look.fields.text import is_printable
from councils.numbers import LENGTH, my_numbers_in
from councils.refusals import Refused
from loans.search.models import SearchKey

Kind = SearchKey.Kind
LONGEST = 80
_PHONE = re.compile(r"0\d{9,10}", re.ASCII)
_PHONE_END = 4
# 131016-R8-00012 and 13-R8-KINKYU-00007; a scanner may leave out or change the hyphens.
_NUMBER = re.compile(r"\d{2,6}-?R\d{1,3}-?(?:[A-Z_]+-?)?\d{5,}", re.ASCII)
_KANA = re.compile(r"[ぁ-ゖァ-ヺー・\s]+")
_LEAST_LETTERS = 2


class NotUnderstood(Refused):
    """What was typed is nothing that a client can be found by; the sentence says what is."""

    status = 422


@dataclass(frozen=True)
class Typed:
    """text as it is looked for; whole: equal to it, or beginning with it. What stands below goes into a new talk."""

    kinds: tuple[str, ...]
    text: str
    is_whole: bool
    phone: str = ""
    name: str = ""
    kana: str = ""


def understood(text: str) -> Typed:
    """Raises NotUnderstood."""
    typed = text.strip()
    _check(typed)
    number = re.sub(r"\s", "", half_width(typed)).upper()
    if _NUMBER.fullmatch(number):
        return Typed((Kind.NUMBER,), number, is_whole=True)
    digits = re.sub(r"[-()]", "", re.sub(r"^\+81-?0?", "0", number))
    if digits.isascii() and digits.isdecimal():
        return _phone(digits)
    return _words(typed)


def _check(typed: str) -> None:
    if not typed:
        raise NotUnderstood("電話番号、氏名、フリガナ、受付番号のどれかを入力してください。")
    if len(typed) > LONGEST:
        raise NotUnderstood(f"探す言葉は{LONGEST}文字以内で入力してください。")
    if not all(map(is_printable, typed)):
        raise NotUnderstood("画面に出ない文字が入っています。その部分を消して、入力し直してください。")
    if my_numbers_in(typed):
        raise NotUnderstood(f"マイナンバー（個人番号）と思われる{LENGTH}桁の数字では探せません。数字を消してください。")


def _phone(digits: str) -> Typed:
    if len(digits) == _PHONE_END:
        return Typed((Kind.PHONE_END,), digits, is_whole=True)
    if not _PHONE.fullmatch(digits):
        raise NotUnderstood("電話番号は、市外局番からの全桁か、下4桁を入力してください。")
    return Typed((Kind.PHONE,), digits, is_whole=True, phone=digits)


def _words(typed: str) -> Typed:
    plain = unicodedata.normalize("NFKC", typed)
    if len(re.sub(r"\W", "", plain)) < _LEAST_LETTERS:
        raise NotUnderstood(f"氏名・フリガナは{_LEAST_LETTERS}文字以上を入力してください。")
    if _KANA.fullmatch(plain):
        # Somebody's name itself may be written in kana.
        return Typed((Kind.KANA, Kind.NAME), typed, is_whole=False, kana=typed)
    return Typed((Kind.NAME,), typed, is_whole=False, name=typed)
