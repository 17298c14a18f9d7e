"""期限. A working day, today or later; offered some working days ahead, as the prefecture has set it."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from councils.era import PartialDate, wareki
from councils.look.fields import EraDateField
from councils.workdays import is_workday, workday_after, workday_from


class DueField(EraDateField):
    """期限. The cleaned value is a date."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            is_coming=True, help_text="開庁日（土日・祝日・年末年始を除く日）を入力してください。", **options
        )

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        due = typed.first() if typed else None
        if due is None:
            return None
        if due < timezone.localdate():
            raise ValidationError("期限は今日以降の日付を入力してください。")
        if not is_workday(due):
            raise ValidationError(f"この日は閉庁日です。次の開庁日は{wareki(workday_from(due))}です。")
        return due


def offered(working_days: int) -> PartialDate:
    """What stands in the box at first: so many working days from today."""
    return as_typed(workday_after(timezone.localdate(), working_days))


def as_typed(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)
