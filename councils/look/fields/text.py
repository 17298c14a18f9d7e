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
    """文章・語句. Text without control characters and without 個人番号; lines end with a single newline.

    For several lines give widget=forms.Textarea. Where another number may stand (may_be_vouched) somebody can say so;
    answer_form records who did.
    """

    bound_field_class = VouchedFor
    may_be_vouched = True
    is_vouched = False

    default_error_messages = {
        "unprintable": "{label}に、画面に出ない文字が入っています。その部分を消して、入力し直してください。",
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
        if not all(map(is_printable, text)):
            raise self.refused("unprintable")
        if my_numbers_in(text) and not self.is_vouched:
            raise self.refused("my_number")
        return text
