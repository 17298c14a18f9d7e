import re
from typing import Any

from django import forms

from councils.look.fields.spoken import Spoken, half_width
from councils.look.fields.spoken_figures import in_figures

# What PostgreSQL's integer holds: a longer figure is a slip of the finger and must not become a fault.
_MOST = 2_147_483_647
_BETWEEN = re.compile(r"[,、\s]")
_PARTED = re.compile(rf"(?P<sign>[-△▲]?)\s*(?P<figure>[0-9](?:[0-9]|{_BETWEEN.pattern})*)")
_THOUSANDS = re.compile(rf"[0-9]+|[0-9]{{1,3}}({_BETWEEN.pattern})[0-9]{{3}}(?:\1[0-9]{{3}})*")


class FigureField(Spoken, forms.IntegerField):
    """数. A whole number typed as people type it: full-width digits, commas and the unit after it are accepted.

    A comma or a blank parts thousands or is a slip: 1,5 is not 15.
    """

    widget = forms.TextInput
    normalise = "digits"
    input_mode = "numeric"
    width = "w-short"
    around = re.compile(r"(?!)")

    default_error_messages = {
        "not_a_number": "{label}は数字だけで入力してください。例：{example}",
        "not_thousands": (
            "{label}の「,」や空白は、3桁ごとの区切りにだけ使えます。区切りを見直すか、数字だけで入力してください。例：1,200"
        ),
        "negative": "{label}に「-」は使えません。0以上の数字を入力してください。",
        "too_small": "{label}は{least}{unit}以上で入力してください。",
        "too_large": "{label}は{most}{unit}以下で入力してください。",
        "off_step": "{label}は{step}{unit}単位で入力してください。",
    }

    def __init__(self, *, unit: str | None = None, example: str = "3", **kwargs: Any) -> None:
        self.unit = self.unit if unit is None else unit
        self.example = example
        super().__init__(**{"min_value": 0, "max_value": _MOST} | kwargs)
        self.widget.attrs.setdefault("autocomplete", "off")

    def to_python(self, value: Any) -> int | None:
        digits = self._digits(in_figures(half_width(str("" if value is None else value))))
        if not digits:
            return None
        if re.fullmatch(r"[-△▲]\d+", digits, re.ASCII):
            raise self.refused("negative")
        if not re.fullmatch(r"\d+", digits, re.ASCII):
            raise self.refused("not_a_number", example=self.example)
        # int() gives up on very long digits with an error of its own; anything beyond the limit is too large alike.
        return int(digits) if len(digits.lstrip("0")) <= len(str(_MOST)) else _MOST + 1

    def _digits(self, typed: str) -> str:
        """What is left without the unit, what is written around it, and what parts thousands."""
        bare = self.around.sub("", typed.strip()).removesuffix(half_width(self.unit)).strip()
        found = _PARTED.fullmatch(bare)
        if found is None:
            return bare
        if not _THOUSANDS.fullmatch(found["figure"]):
            raise self.refused("not_thousands")
        return found["sign"] + _BETWEEN.sub("", found["figure"])

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if self.min_value is not None and value < self.min_value:
            raise self.refused("too_small", least=f"{self.min_value:,}", unit=self.unit)
        if self.max_value is not None and value > self.max_value:
            raise self.refused("too_large", most=f"{self.max_value:,}", unit=self.unit)
        if self.step_size and value % self.step_size:
            raise self.refused("off_step", step=f"{self.step_size:,}", unit=self.unit)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}" if isinstance(value, int) else value


class YenField(FigureField):
    """金額（円）. Whole yen. min_value, max_value and step_size as in Django's IntegerField; blank is not 0."""

    normalise = "yen"
    width = "w-yen"
    unit = "円"
    around = re.compile(r"^金?\s*[¥\\]?|\s*也$")

    def __init__(self, *, example: str = "100,000", **kwargs: Any) -> None:
        super().__init__(example=example, **kwargs)


class CountField(FigureField):
    """人数・月数など. A small count; give its unit, such as unit="人"."""

    def __init__(self, *, unit: str, max_value: int = 999, **kwargs: Any) -> None:
        super().__init__(unit=unit, max_value=max_value, **kwargs)
