"""人の入力. Consent, refusal, and who stands beside the applicant."""

from collections.abc import Sequence
from typing import Any

from django import forms

from councils.look.fields import (
    A_BIRTHDAY,
    ChoiceButtons,
    EraDateField,
    KanaField,
    NameField,
    PhoneField,
    PostcodeField,
    TextField,
    YenField,
)
from councils.look.forms import LookForm
from loans.applications.consents import Person
from loans.applications.models import Consent, DuplicateNote, Party, Refusal
from loans.applications.signature import SignatureField
from loans.hidden import VersionField


class ConsentForm(LookForm):
    """同意の確認. How, for a minor by whom, and one tick after the words have been read out."""

    way = forms.ChoiceField(label="同意の方法", choices=Consent.Way, widget=ChoiceButtons)
    signature = SignatureField(label="署名", required=False)
    representative = forms.ChoiceField(label="同意する法定代理人", widget=ChoiceButtons, required=False)
    agreed = forms.BooleanField(label="読み上げて説明し、ご本人の同意を得ました")

    def __init__(self, *args: Any, representatives: Sequence[Person], is_oral: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [each for each in Consent.Way.choices if is_oral or each[0] != Consent.Way.ORAL]
        self._choices("way", ways)
        self.initial.setdefault("way", Consent.Way.PAPER)
        if not representatives:
            del self.fields["representative"]
            return
        self.fields["agreed"].label = "読み上げて説明し、法定代理人の同意を得ました"
        self._choices("representative", [(str(each.id), f"{each.name} 様") for each in representatives])

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = choices


class RefusalForm(LookForm):
    """同意しない."""

    reason = forms.ChoiceField(label="同意しない理由", choices=Refusal.Reason, widget=ChoiceButtons)
    note = TextField(label="聞き取ったこと", required=False, max_length=200)


class PartyForm(LookForm):
    """連帯借受人・連帯保証人・法定代理人."""

    version = VersionField()
    role = forms.ChoiceField(label="立場", choices=Party.Role, widget=ChoiceButtons)
    name = NameField(label="氏名", max_length=60)
    kana = KanaField(label="フリガナ", max_length=80)
    born = EraDateField(label="生年月日", help_text="例：昭和55年4月1日", example=A_BIRTHDAY)
    postcode = PostcodeField(label="郵便番号", required=False)
    address = TextField(label="住所", max_length=120, widget=forms.TextInput(attrs={"class": "w-wide"}))
    phone = PhoneField(label="電話番号", required=False, max_length=20)
    relation = TextField(label="申込者との関係", max_length=20, help_text="例：母（親権者）、兄、知人")
    occupation = TextField(label="職業・勤務先", required=False, max_length=60)
    yearly_income_yen = YenField(label="年収", required=False, example="2,400,000")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("born") is not None:
            cleaned["born"] = cleaned["born"].iso()
        return cleaned


class DuplicateForm(LookForm):
    """重複の確認."""

    other = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(label="続ける理由", choices=DuplicateNote.Reason)
