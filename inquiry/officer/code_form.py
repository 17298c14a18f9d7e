import re

from django import forms

from councils.look.fields import EraDateField, TextField
from councils.look.fields.spoken import half_width
from councils.look.forms import LookForm
from inquiry.vault.models import NetworkCode


class CodeForm(LookForm):
    """照会に使う番号."""

    what = forms.ChoiceField(label="番号の種類", choices=NetworkCode.What)
    of = TextField(
        label="対象",
        required=False,
        max_length=20,
        help_text="特定個人情報名コードは情報の記号（例：TAX）、提供者機関コードは団体コード6桁または表の記号。ほかは空欄。",
    )
    value = TextField(label="番号", max_length=20, help_text="半角の英大文字・数字・ハイフン。全角でも入力できます。")
    valid_from = EraDateField(label="適用開始日", allow_future=True)

    def clean_of(self) -> str:
        of = half_width(self.cleaned_data["of"]).upper()
        if not re.fullmatch(r"[0-9A-Z_-]{0,20}", of, re.ASCII):
            raise forms.ValidationError("対象は、英字・数字・ハイフン・下線で20文字以内で入力してください。")
        return of

    def clean_value(self) -> str:
        value = half_width(self.cleaned_data["value"]).upper()
        if not re.fullmatch(r"[0-9A-Z-]{1,20}", value, re.ASCII):
            raise forms.ValidationError("番号は、英字・数字・ハイフンで20文字以内で入力してください。")
        return value
