import re
from typing import Any

from django import forms
from django.http import QueryDict

from councils.look.fields import (
    ChoiceButtons,
    CountField,
    EraDateField,
    KanaField,
    NameField,
    PhoneField,
    PostcodeField,
    TextField,
    TickButtons,
    YenField,
)
from councils.look.fields.spoken import half_width
from councils.look.forms import LookForm
from loans.applications import rules
from loans.applications.models import Application, Member, Opinion
from loans.hidden import RowIdField, VersionField
from loans.terms.facts import Terms
from loans.terms.in_force import facts_of

MOST_MEMBERS, MOST_ROWS = 20, 100
_ROW = re.compile(r"members-(\d{1,2})-\w+", re.ASCII)


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


class MemberForm(LookForm):
    """世帯員."""

    id = RowIdField(required=False)
    name = NameField(label="氏名", max_length=60)
    kana = KanaField(label="フリガナ", max_length=80)
    relation = forms.ChoiceField(label="続柄", choices=Member.Relation)
    born = EraDateField(
        label="生年月日",
        allow_unknown=True,
        help_text="例：昭和55年4月1日。わからないときは「不詳」と入力してください。",
    )
    sex = forms.ChoiceField(label="性別", choices=Member.Sex, required=False)
    postcode = PostcodeField(label="郵便番号", required=False)
    address = TextField(
        label="住所",
        max_length=120,
        widget=forms.TextInput(attrs={"class": "w-wide"}),
        help_text="住民票のとおりに入力してください。",
    )
    occupation = TextField(label="職業・学校", required=False, max_length=40)
    monthly_income_yen = YenField(label="月収", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("born") is not None:
            cleaned["born"] = cleaned["born"].iso()
        return cleaned


class _Household(forms.BaseFormSet):  # type: ignore[type-arg]  # generic for the type checker only
    """世帯."""

    default_error_messages = {
        "too_many_forms": f"世帯員は{MOST_MEMBERS}人までです。それより多い世帯は、都道府県社協にご相談ください。",
        "too_few_forms": "世帯員を1人以上入力してください。",
    }


MemberFormSet = forms.formset_factory(
    MemberForm,
    formset=_Household,
    extra=0,
    min_num=1,
    max_num=MOST_MEMBERS,
    absolute_max=MOST_ROWS,
    can_delete=True,
    validate_max=True,
)


def _counted(typed: Any) -> QueryDict:
    """行の数. Counted in what was sent: a form whose own count is wrong loses nobody's row.

    All count as initial: of an extra row Django keeps nothing when it is as the page had it.
    """
    rows = [int(found[1]) for name in typed if (found := _ROW.fullmatch(name))]
    counted: QueryDict = typed.copy()
    for name in ("members-TOTAL_FORMS", "members-INITIAL_FORMS"):
        counted[name] = str(max(rows, default=-1) + 1)
    return counted


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
        typed = _counted(self.data) if self.is_bound else None
        self.members = MemberFormSet(typed, prefix="members", initial=_rows(application))

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

    def is_valid(self) -> bool:
        both = [super().is_valid(), self.members.is_valid()]
        if all(both):
            self.cleaned_data["members"] = _kept(self.members)
        return all(both)


def _kept(members: Any) -> list[dict[str, Any]]:
    """The rows that stay, in their order."""
    rows = [form.cleaned_data for form in members.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
    return [{**row, "position": position} for position, row in enumerate(rows)]


def _rows(application: Application) -> list[dict[str, Any]]:
    """The household as it stands; before the first save, the client of the consultation."""
    members = rules.household(application)
    if not members:
        return [
            {"name": application.applicant_name, "kana": application.applicant_kana, "relation": Member.Relation.SELF}
        ]
    names = [name for name in MemberForm.base_fields if name not in ("id", "born")]
    return [{"id": each.id, "born": each.born_on, **{name: getattr(each, name) for name in names}} for each in members]


class OpinionForm(LookForm):
    """市区町村社協意見書."""

    verdict = forms.ChoiceField(label="意見", choices=Opinion.Verdict, widget=ChoiceButtons)
    text = TextField(label="意見の内容", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class ConsentForm(LookForm):
    """同意の確認. One tick, after the words have been read out."""

    agreed = forms.BooleanField(label="読み上げて説明し、ご本人の同意を得ました")
