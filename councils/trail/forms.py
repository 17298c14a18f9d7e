import re
import unicodedata
from typing import Any

from django import forms

from councils.look.fields.choices import ChoiceButtons
from councils.look.fields.dates import EraDateField
from councils.look.fields.names import KanaField
from councils.look.fields.text import TextField
from councils.look.forms import LookForm

LONGEST_NUMBER = 30


class FilterForm(LookForm):
    """記録の絞り込み."""

    staff = forms.ChoiceField(label="職員", required=False)
    since = EraDateField(label="始めの日", required=False, help_text="例：令和8年11月1日")
    until = EraDateField(label="終わりの日", required=False, help_text="例：令和8年11月30日", allow_future=True)

    def __init__(self, *args: Any, staff: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"].choices = [("", "すべて"), *staff]  # type: ignore[attr-defined]  # it is a ChoiceField


class CaseForm(LookForm):
    number = TextField(
        label="県受付番号または受付番号", max_length=LONGEST_NUMBER, help_text="例：13-R8-KINKYU-00007、131016-R8-00012"
    )

    def clean_number(self) -> str:
        """As the number is written: half-width, capitals, with the hyphens of a keyboard."""
        typed = unicodedata.normalize("NFKC", self.cleaned_data["number"]).upper()
        number = re.sub(r"[‐‑‒–—―−ー]", "-", re.sub(r"\s", "", typed))
        if len(number) > LONGEST_NUMBER:
            raise forms.ValidationError(f"県受付番号または受付番号は{LONGEST_NUMBER}文字以内で入力してください。")
        return number


class PersonForm(LookForm):
    """開示請求. Exactly as on the application form."""

    kana = KanaField(label="フリガナ", max_length=80)
    born = EraDateField(label="生年月日", allow_unknown=True)


class ExportForm(LookForm):
    since = EraDateField(label="始めの日", help_text="例：令和8年11月1日")
    until = EraDateField(label="終わりの日", allow_future=True, help_text="例：令和8年11月30日")
    form = forms.ChoiceField(
        label="形式",
        choices=[("csv", "表計算ソフト用（CSV）"), ("jsonl", "封印の検証用（JSON）")],
        widget=ChoiceButtons,
        initial="csv",
    )
