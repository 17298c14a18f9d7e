from datetime import date
from typing import Any

from django import forms

from councils.look.fields import ChoiceButtons, EraDateField, TextField
from councils.look.forms import LookForm
from loans.extras.models import ExtraField
from loans.terms.facts import Terms

MOST_CHOICES = 20


class ExtraForm(LookForm):
    """県独自項目の提案."""

    label = TextField(label="項目名", max_length=60)
    kind = forms.ChoiceField(label="種類", choices=ExtraField.Kind, widget=ChoiceButtons)
    choices = TextField(
        label="選択肢",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="種類が「選択」のとき、1行に一つずつ入力してください。",
    )
    is_required = forms.BooleanField(label="申込の受付に必要な項目にする", required=False)
    help = TextField(label="説明", required=False, max_length=200)
    fund = forms.ChoiceField(label="資金", required=False)
    since = EraDateField(label="開始日", allow_future=True)

    def __init__(self, *args: Any, funds: list[Terms], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["fund"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", "すべての資金"), *((each.code, each.name) for each in funds)]

    def clean_choices(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["choices"].split("\n")]
        found = list(dict.fromkeys(line for line in lines if line))
        if len(found) > MOST_CHOICES or any(len(each) > 40 for each in found):
            raise forms.ValidationError(f"選択肢は{MOST_CHOICES}個まで、一つ40文字以内で入力してください。")
        return found

    def clean_since(self) -> date:
        since: date = self.cleaned_data["since"].first()
        return since

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "choices" in self.errors or "kind" in self.errors:
            return cleaned
        if cleaned.get("kind") != ExtraField.Kind.CHOICE:
            cleaned["choices"] = []
        elif len(cleaned.get("choices", [])) < 2:
            self.add_error("choices", "選択肢を二つ以上入力してください。")
        return cleaned


class EndForm(LookForm):
    """県独自項目の終了."""

    until = EraDateField(label="終了日", allow_future=True, help_text="この日まで、申込書で尋ねます。")

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"].first()
        return until
