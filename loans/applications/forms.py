import re
from typing import Any

from django import forms
from django.utils import timezone

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
from councils.look.row_counts import all_stored
from loans.applications import rules
from loans.applications.costs_form import costs_form, kept_costs, sentences_of
from loans.applications.household_form import MemberFormSet, kept, rows_of, unjudge
from loans.applications.models import Application, Opinion
from loans.applications.request_form import BLANK, RequestForm
from loans.extras import answers
from loans.extras.in_force import extras_for
from loans.hidden import VersionField
from loans.terms.facts import Ask, Terms
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


class ApplicationForm(RequestForm):
    """借入申込書. The request and the household, saved together."""

    version = VersionField()
    applicant_phone = PhoneField(label="電話番号", required=False, max_length=20)
    reason = forms.ChoiceField(label="貸付事由", required=False)
    reason_text = TextField(
        label="借入理由", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4, "class": "w-wide"})
    )
    amount_yen = YenField(label="借入希望額", required=False, min_value=1)
    outlook = TextField(
        label="今後の収入の見通し",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "w-wide"}),
        help_text="いつ、どのような収入が見込まれるかを書いてください。空欄のときは、家計表の合計が下書きに入ります。",
    )
    grace_months = CountField(label="据置期間", unit="か月", required=False)
    repayment_months = CountField(label="償還期間", unit="か月", required=False, min_value=1)
    bank_name = TextField(label="金融機関", required=False, max_length=40)
    bank_branch = TextField(label="支店", required=False, max_length=40)
    account_kind = forms.ChoiceField(
        label="預金種目", choices=Application.AccountKind, required=False, widget=ChoiceButtons
    )
    account_number = AccountNumberField(label="口座番号", required=False)
    account_holder_kana = KanaField(label="口座名義（カタカナ）", required=False, max_length=60)
    statements = forms.MultipleChoiceField(label="申告・同意事項", required=False, widget=TickButtons)

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_late = False
        self.terms = facts_of(application.terms)
        self._take_words(self.terms)
        self._take_extras(application)
        typed = self.data if self.is_bound else None
        self.members = MemberFormSet(
            all_stored(typed, "members") if typed is not None else None, prefix="members", initial=rows_of(application)
        )
        self.costs = costs_form(typed, application.costs) if Ask.COSTS in self.terms.asks else None

    def _take_words(self, terms: Terms) -> None:
        """Choices, limits and texts are those of the terms in force for this case."""
        self.take_terms(terms)
        self.choose("reason", [BLANK, *((each.code, each.name) for each in terms.reasons)])
        statements = rules.household_statements(terms)
        self.choose("statements", [(rules.statement_key(each), each.text) for each in statements])

    def _take_extras(self, application: Application) -> None:
        """県独自項目. A box for each question that stands today, with what was answered."""
        today = timezone.localdate()
        self.extras = extras_for(application.fund, prefecture_id=application.prefecture_id, on=today)
        self.answered = application.answers
        for extra in self.extras:
            name = answers.name_of(extra)
            self.fields[name] = answers.box_of(extra)
            self.initial.setdefault(name, answers.typed(extra, self.answered.get(str(extra.id))))

    def clean(self) -> dict[str, Any]:
        """The rows of the costs are mended where they stand; the summary above the form names them."""
        cleaned = super().clean() or {}
        if self.costs is not None and not self.costs.is_valid():
            for sentence in sentences_of(self.costs):
                self.add_error(None, sentence)
        return cleaned

    def unjudge(self) -> None:
        super().unjudge()
        unjudge(self.members)
        if self.costs is not None:
            unjudge(self.costs)

    def is_valid(self) -> bool:
        parts = [super().is_valid(), self.members.is_valid(), self.costs is None or self.costs.is_valid()]
        if all(parts):
            self.cleaned_data["members"] = kept(self.members)
            self.cleaned_data["answers"] = answers.collected(self.extras, self.cleaned_data, self.answered)
            if self.costs is not None:
                self.cleaned_data["costs"] = kept_costs(self.costs)
        return all(parts)


class StartForm(LookForm):
    """申込へ進む. Which fund; and why again, where the household has an open application for it."""

    fund = forms.ChoiceField(
        label="申し込む資金",
        widget=ChoiceButtons,
        error_messages={"invalid_choice": "この資金は、いまは申し込めません。一覧から選び直してください。"},
    )
    again_reason = TextField(
        label="重ねて申し込む理由",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="同じ世帯の、同じ資金の申込みがすでにあるときだけ、入力してください。",
    )

    def __init__(self, *args: Any, funds: list[Terms], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["fund"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(each.code, f"{each.fund}　{each.name}") for each in funds]


class HandoverForm(LookForm):
    """担当の引継ぎ. To whom, and why; people are those of the own counter."""

    to_id = forms.TypedChoiceField(label="新しい担当", coerce=int)
    reason = TextField(label="引継ぎの理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to_id"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [BLANK, *((str(staff_id), name) for staff_id, name in people)]


class OpinionForm(LookForm):
    """市区町村社協意見書."""

    verdict = forms.ChoiceField(label="意見", choices=Opinion.Verdict, widget=ChoiceButtons)
    text = TextField(label="意見の内容", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    interviews = TextField(
        label="面談の回数と、世帯の収入の見立て",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    other_schemes = TextField(
        label="ほかの制度の検討結果", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    support_plan = TextField(
        label="支援の計画と関係機関、留意点",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
