import re
from typing import Any

from django import forms
from django.http import QueryDict

from councils.look.fields import EraDateField, KanaField, NameField, PostcodeField, TextField, YenField
from councils.look.forms import LookForm
from loans.applications import rules
from loans.applications.models import Application, Member
from loans.hidden import RowIdField

MOST_MEMBERS, MOST_ROWS = 20, 100


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


def counted(typed: Any, prefix: str = "members") -> QueryDict:
    """行の数. Counted in what was sent: a form whose own count is wrong loses nobody's row.

    All count as initial: of an extra row Django keeps nothing when it is as the page had it.
    """
    row = re.compile(rf"{prefix}-(\d{{1,2}})-\w+", re.ASCII)
    rows = [int(found[1]) for name in typed if (found := row.fullmatch(name))]
    counted: QueryDict = typed.copy()
    for name in (f"{prefix}-TOTAL_FORMS", f"{prefix}-INITIAL_FORMS"):
        counted[name] = str(max(rows, default=-1) + 1)
    return counted


def kept(members: Any) -> list[dict[str, Any]]:
    """The rows that stay, in their order."""
    rows = [form.cleaned_data for form in members.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
    return [{**row, "position": position} for position, row in enumerate(rows)]


def rows_of(application: Application) -> list[dict[str, Any]]:
    """The household as it stands; before the first save, the client of the consultation."""
    members = rules.household(application)
    if not members:
        return [
            {"name": application.applicant_name, "kana": application.applicant_kana, "relation": Member.Relation.SELF}
        ]
    names = [name for name in MemberForm.base_fields if name not in ("id", "born")]
    return [{"id": each.id, "born": each.born_on, **{name: getattr(each, name) for name in names}} for each in members]
