import re
from typing import Any

from django import forms

from councils.look.fields import (
    ChoiceButtons,
    CountField,
    KanaField,
    PhoneField,
    TextField,
    TickButtons,
    YenField,
)
from councils.look.fields.spoken import half_width
from councils.look.forms import LookForm
from loans.applications import rules
from loans.applications.household_form import MemberFormSet, counted, kept, rows_of, unjudge
from loans.applications.models import Application, Opinion
from loans.hidden import VersionField
from loans.terms.facts import Terms
from loans.terms.in_force import facts_of


class AccountNumberField(TextField):
    """口座番号. Seven half-width digits; full-width ones are accepted."""

    normalise = "digits"
    input_mode = "numeric"
    width = "w-short"
    default_error_messages = {
        "not_seven_digits": "口座番号は7桁の数字で入力してください。7桁より短いときは、左に0を付けてください。",
    }

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        digits = half_width(typed)
        if digits and not re.fullmatch(r"\d{7}", digits, re.ASCII):
            raise self.refused("not_seven_digits")
        return digits


class ApplicationForm(LookForm):
    """借入申込書. The request and the household, saved together."""

    version = VersionField()
    applicant_phone = PhoneField(label="電話番号", required=False, max_length=20)
    reason = forms.ChoiceField(label="貸付事由", required=False)
    reason_text = TextField(label="借入理由", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    amount_yen = YenField(label="借入希望額", required=False, min_value=1)
    outlook = TextField(
        label="今後の収入の見通し",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="いつ、どのような収入が見込まれるかを書いてください。前年の所得だけでは決まりません。",
    )
    grace_months = CountField(label="据置期間", unit="か月", required=False)
    repayment_months = CountField(label="償還期間", unit="か月", required=False, min_value=1)
    bank_name = TextField(label="金融機関", required=False, max_length=40)
    bank_branch = TextField(label="支店", required=False, max_length=40)
    account_number = AccountNumberField(label="口座番号", required=False)
    account_holder_kana = KanaField(label="口座名義（カタカナ）", required=False, max_length=60)
    statements = forms.MultipleChoiceField(label="申告・同意事項", required=False, widget=TickButtons)

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_late = False
        self.terms = facts_of(application.terms)
        self._take_words(self.terms)
        typed = counted(self.data) if self.is_bound else None
        self.members = MemberFormSet(typed, prefix="members", initial=rows_of(application))

    def _take_words(self, terms: Terms) -> None:
        """Choices, limits and texts are those of the terms in force for this case."""
        self._choices("reason", [("", "選んでください"), *((each.code, each.name) for each in terms.reasons)])
        statements = rules.household_statements(terms)
        self._choices("statements", [(rules.statement_key(each), each.text) for each in statements])
        most = max((each.amount_yen for each in terms.ceilings), default=0)
        self.fields["amount_yen"].help_text = f"{most:,}円以内、{terms.unit_yen:,}円単位で入力してください。"
        self.fields["grace_months"].help_text = f"{terms.grace_months_max}か月以内"
        self.fields["repayment_months"].help_text = f"据置期間のあと{terms.repay_months_max}か月以内"

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = choices

    def unjudge(self) -> None:
        super().unjudge()
        unjudge(self.members)

    def is_valid(self) -> bool:
        both = [super().is_valid(), self.members.is_valid()]
        if all(both):
            self.cleaned_data["members"] = kept(self.members)
        return all(both)


class OpinionForm(LookForm):
    """市区町村社協意見書."""

    verdict = forms.ChoiceField(label="意見", choices=Opinion.Verdict, widget=ChoiceButtons)
    text = TextField(label="意見の内容", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
