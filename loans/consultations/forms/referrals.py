from typing import Any

from django import forms

from councils.look.fields import TextField
from councils.look.forms import LookForm
from loans.consultations import rules
from loans.consultations.forms.base import today


class ReferredForm(LookForm):
    """つなぎで終える. To whom, where no slip names it."""

    agency = TextField(
        label="つなぎ先", required=False, max_length=80, help_text="連絡票があるときは、空欄のままでかまいません。"
    )


class ReferralForm(LookForm):
    """つなぎ先への連絡票. What is told, word for word: the client has agreed to this and no more."""

    scheme = forms.ChoiceField(label="制度")
    agency = TextField(label="つなぎ先", max_length=80)
    told = TextField(label="伝えること", max_length=2000, widget=forms.Textarea(attrs={"rows": 6}))
    asked = TextField(label="お願いすること", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["scheme"].choices = [(each.code, each.name) for each in rules.schemes_on(today())]  # type: ignore[attr-defined]  # a choice field
