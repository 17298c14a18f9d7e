import unicodedata
from typing import Any

from django import forms

from councils.look.fields.spoken import Spoken
from councils.numbers import my_numbers_in

_LINES = "\n\t"
# Cc control, Cs half a pair; the named ones turn the reading direction round, so that a text shows other than it is.
_UNPRINTABLE = {"Cc", "Cs"}
_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_printable(character: str) -> bool:
    """Whether a character may stand in a text."""
    return character in _LINES or (unicodedata.category(character) not in _UNPRINTABLE and character not in _TURNING)


class TextField(Spoken, forms.CharField):
    """文章・語句. Text without control characters and without 個人番号; lines end with a single newline.

    For several lines give widget=forms.Textarea.
    """

    default_error_messages = {
        "unprintable": "{label}に、画面に出ない文字が入っています。その部分を消して、入力し直してください。",
        "my_number": (
            "{label}に、マイナンバー（個人番号）と思われる12桁の数字があります。ここには書けません。"
            "数字を消してください。別の番号のときは、途中に語を入れて区切って書いてください。"
        ),
    }

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not isinstance(text, str):
            return text
        text = text.replace("\r\n", "\n")
        if not all(map(is_printable, text)):
            raise self.refused("unprintable")
        if my_numbers_in(text):
            raise self.refused("my_number")
        return text
