import unicodedata
from collections.abc import Iterable
from typing import Any

from django import forms

from councils.look.fields.spoken import UNPRINTABLE, Spoken
from councils.numbers import my_numbers_in

_LINES = "\n\t"
# Cc control, Cs half a pair; the named ones turn the reading direction round, so that a text shows other than it is.
_UNPRINTABLE = {"Cc", "Cs"}
_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# What a box of one line would leave out when it shows the text again.
_BREAKS = set("\n\u2028\u2029")
# Letters by their category that leave an empty place.
_FILLERS = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_MARKS = {"Mn", "Me", "Zs", "Zl", "Zp", "Cf", "Cc"}


def is_printable(character: str) -> bool:
    """Whether a character may stand in a text."""
    return character in _LINES or not (
        unicodedata.category(character) in _UNPRINTABLE or character in _TURNING or _is_none(ord(character))
    )


def _is_none(code: int) -> bool:
    """The 66 that Unicode keeps for no character ever."""
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def is_unseen(character: str) -> bool:
    """Whether a character takes no place, or an empty one that is no space: with and without it a text looks alike."""
    return character in _FILLERS or unicodedata.category(character) == "Cf"


def _shows_nothing(signs: Iterable[str]) -> bool:
    return all(each in _FILLERS or unicodedata.category(each) in _MARKS for each in signs)


class VouchedFor(forms.BoundField):
    """個人番号ではない. The tick beside a box in which twelve digits were refused: one number in ten looks like one."""

    @property
    def vouch_name(self) -> str:
        return f"{self.html_name}-other_number"

    @property
    def is_vouched(self) -> bool:
        return bool(self.form.data.get(self.vouch_name))

    @property
    def asks_to_vouch(self) -> bool:
        """Once it was refused, and as long as it is ticked."""
        refused = self.form.errors.as_data().get(self.name, [])
        field: Any = self.field
        return field.may_be_vouched and (self.is_vouched or any(each.code == "my_number" for each in refused))

    @property
    def data(self) -> Any:
        field: Any = self.field
        field.is_vouched = field.may_be_vouched and self.is_vouched
        return super().data


class TextField(Spoken, forms.CharField):
    """文章・語句. Text of which something is seen, without control characters and without 個人番号.

    For several lines, which end with a single newline, give widget=forms.Textarea. Where another number may stand
    (may_be_vouched) somebody can say so; answer_form records who did.
    """

    bound_field_class = VouchedFor
    may_be_vouched = True
    is_vouched = False

    default_error_messages = {
        "unprintable": UNPRINTABLE,
        "several_lines": "{label}は、改行を入れずに1行で入力してください。",
        "my_number": (
            "{label}に、マイナンバー（個人番号）と思われる12桁の数字があります。ここには書けません。"
            "数字を消してください。"
        ),
    }

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not isinstance(text, str):
            return text
        text = text.replace("\r\n", "\n")
        signs = set(text)
        if not all(map(is_printable, signs)) or (signs and _shows_nothing(signs)):
            raise self.refused("unprintable")
        if not isinstance(self.widget, forms.Textarea) and not _BREAKS.isdisjoint(signs):
            raise self.refused("several_lines")
        if my_numbers_in(text) and not self.is_vouched:
            raise self.refused("my_number")
        return text
