from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from councils import era
from councils.era import DateNotUnderstood, PartialDate
from councils.look.fields.spoken import Spoken

_TWO_ERAS = "又は"
# 令和99年: a day after it could be shown, but not typed again as it is shown.
_LAST_DAY = date(2117, 12, 31)
A_BIRTHDAY = date(1980, 4, 1)


class EraDateField(Spoken, forms.Field):
    """日付. Era or Western, half- or full-width; the cleaned value is a PartialDate, or None where left blank.

    allow_unknown takes 不詳 in whole or in part, as the resident record has it.
    allow_future takes a day to come; without it such a day is a slip.
    is_coming asks for a day to come: without its year, it is the coming one.
    takes_month takes a month too, as its last day.
    example stands in what the field says of a slip: a birthday where a day may be unknown, else today.
    """

    widget = forms.TextInput
    normalise = "date"
    width = "w-middle"
    default_error_messages = {
        "not_a_date": "{label}：{sentence}",
        "too_far": "{label}が先の日付になりすぎています。年を確認してください。",
        "unknown": "{label}は年・月・日をすべて入力してください。例：{example}",
    }

    def __init__(
        self,
        *,
        allow_unknown: bool = False,
        allow_future: bool = False,
        is_coming: bool = False,
        takes_month: bool = False,
        example: date | None = None,
        **kwargs: Any,
    ) -> None:
        self.allow_unknown = allow_unknown
        self.allow_future = allow_future or is_coming
        self.is_coming = is_coming
        self.takes_month = takes_month
        self.example = example or (A_BIRTHDAY if allow_unknown else None)
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("autocomplete", "off")

    def to_python(self, value: Any) -> PartialDate | None:
        if isinstance(value, PartialDate):
            return value
        typed = str(value or "").strip()
        return self._parsed(typed) if typed else None

    def _parsed(self, typed: str) -> PartialDate:
        try:
            found = self.read(typed)
        except DateNotUnderstood as slip:
            raise self.refused("not_a_date", sentence=self._sentence(slip)) from slip
        if found.first() > _LAST_DAY:
            raise self.refused("too_far")
        if found.day is None and not self.allow_unknown:
            raise self.refused("unknown", example=era.wareki(self._example()))
        return found

    def read(self, typed: str) -> PartialDate:
        """日付の読取り, in the ways that this box takes. Raises DateNotUnderstood."""
        today = timezone.localdate()
        if self.is_coming and (day := era.day_soon(typed, today=today)):
            return day
        if self.takes_month and (month := era.month_of(typed)):
            return PartialDate(month.year, month.month, month.last().day)
        return PartialDate.parse(typed, today=date.max if self.allow_future else today)

    def _example(self) -> date:
        return self.example or timezone.localdate()

    def _sentence(self, slip: DateNotUnderstood) -> str:
        return f"{slip.bare}{self.how_to()}" if slip.has_example else slip.sentence

    def how_to(self) -> str:
        """入力の例, as this box is asked for."""
        day = self._example()
        return f"{day.month}月{day.day}日、{era.like(day)}" if self.is_coming else era.like(day)

    def prepare_value(self, value: Any) -> Any:
        """和暦. Where a part is unknown and two eras are possible, the ISO form, which can be read back."""
        if not isinstance(value, PartialDate):
            return value
        shown = value.wareki()
        return value.iso() if _TWO_ERAS in shown else shown


class EraMonthField(EraDateField):
    """月. A month to come; the cleaned value is its first day. A day of that month is taken for the month."""

    def read(self, typed: str) -> PartialDate:
        found = era.month_of(typed) or era.month_soon(typed, today=timezone.localdate())
        found = found or PartialDate.parse(typed, today=date.max)
        return PartialDate(found.year, found.month, found.month and 1)

    def how_to(self) -> str:
        return f"{era.month_wareki(self._example())}、{self._example():%Y-%m} のように入力してください。"

    def prepare_value(self, value: Any) -> Any:
        return era.month_wareki(value.first()) if isinstance(value, PartialDate) else value
