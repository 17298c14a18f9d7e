"""入力欄の言葉. What the fields share: sentences that carry the label, and the reading of full-width input."""

import unicodedata
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

# NFKC leaves the many hyphens of Japanese keyboards as they are; in numbers they all mean one.
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−ーｰ─", "-"))
UNPRINTABLE = "{label}に、画面に出ない文字が入っています。その部分を消して、入力し直してください。"


def half_width(text: str) -> str:
    """半角. For numbers, telephone and postal codes only, never for a name that is stored.

    What stands above or below the line stays there: 3² is not 32.
    """
    return "".join(map(_on_the_line, text.translate(_HYPHENS))).strip()


@cache
def _on_the_line(character: str) -> str:
    is_raised = unicodedata.decomposition(character).startswith(("<super>", "<sub>"))
    return character if is_raised else unicodedata.normalize("NFKC", character)


class Spoken(forms.Field):
    """Mixin. Errors that this field finds are sentences with its label in them.

    normalise names what the page does on leaving the box (look.js); width is how long an answer is expected;
    unit is printed after the box.
    """

    normalise = ""
    input_mode = ""
    width = ""
    unit = ""

    def refused(self, code: str, **figures: str) -> ValidationError:
        """The sentence for this code, to be raised."""
        sentence = str(self.error_messages[code])
        return ValidationError(sentence.format(label=self.label or "この項目", **figures), code=code)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        ours = {"data-normalise": self.normalise, "inputmode": self.input_mode, "class": self.width}
        return attrs | {name: value for name, value in ours.items() if value}
