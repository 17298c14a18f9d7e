from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from councils.era import DateNotUnderstood, PartialDate
from councils.look.fields.spoken import Spoken

_TWO_ERAS = "又は"
# 令和99年: a day after it could be shown, but not typed again as it is shown.
_LAST_DAY = date(2117, 12, 31)


class EraDateField(Spoken, forms.Field):
    """日付. Era or Western, half- or full-width; the cleaned value is a PartialDate, or None where left blank.

    allow_unknown takes 不詳 in whole or in part, as the resident record has it.
    allow_future takes a day to come; without it such a day is a slip.
    """

    widget = forms.TextInput
    normalise = "date"
    width = "w-middle"
    default_error_messages = {
        "not_a_date": "{label}：{sentence}",
        "too_far": "{label}が先の日付になりすぎています。年を確認してください。",
        "unknown": "{label}は年・月・日をすべて入力してください。例：昭和55年4月1日",
    }

    def __init__(self, *, allow_unknown: bool = False, allow_future: bool = False, **kwargs: Any) -> None:
        self.allow_unknown = allow_unknown
        self.allow_future = allow_future
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("autocomplete", "off")

    def to_python(self, value: Any) -> PartialDate | None:
        if isinstance(value, PartialDate):
            return value
        typed = str(value or "").strip()
        return self._parsed(typed) if typed else None

    def _parsed(self, typed: str) -> PartialDate:
        today = date.max if self.allow_future else timezone.localdate()
        try:
            found = PartialDate.parse(typed, today=today)
        except DateNotUnderstood as slip:
            raise self.refused("not_a_date", sentence=slip.sentence) from slip
        if found.first() > _LAST_DAY:
            raise self.refused("too_far")
        if found.day is None and not self.allow_unknown:
            raise self.refused("unknown")
        return found

    def prepare_value(self, value: Any) -> Any:
        """和暦. Where a part is unknown and two eras are possible, the ISO form, which can be read back."""
        if not isinstance(value, PartialDate):
            return value
        shown = value.wareki()
        return value.iso() if _TWO_ERAS in shown else shown
