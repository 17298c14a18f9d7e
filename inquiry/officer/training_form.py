import re
from collections.abc import Sequence
from typing import Any

from django import forms

from councils.administration.models import RosterEntry
from councils.look.fields import EraDateField, TextField
from councils.look.fields.spoken import half_width
from councils.look.forms import LookForm


class TrainingForm(LookForm):
    """研修の記録."""

    staff_id = forms.TypedChoiceField(label="研修を受けた照会担当", coerce=int)
    course = TextField(
        label="研修の記号",
        max_length=20,
        help_text="県で決めた記号。半角の英大文字・数字・ハイフン（例：SHOKAI-2026）。全角でも入力できます。",
    )
    passed_on = EraDateField(label="修了日")
    valid_until = EraDateField(label="有効期限", allow_future=True)

    def __init__(self, *args: Any, officers: Sequence[RosterEntry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = self.fields["staff_id"]
        assert isinstance(who, forms.ChoiceField)  # noqa: S101 - for the type checker
        names = [(str(entry.staff_id), f"{entry.name}（{entry.username}）") for entry in officers]
        who.choices = [("", "選んでください"), *names]

    def clean_course(self) -> str:
        course = half_width(self.cleaned_data["course"]).upper()
        if not re.fullmatch(r"[0-9A-Z-]{1,20}", course, re.ASCII):
            raise forms.ValidationError("記号は、英字・数字・ハイフンで20文字以内で入力してください。")
        return course
