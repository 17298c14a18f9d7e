from typing import Any

from django import forms

from councils.era import PartialDate
from councils.look.fields import EraDateField, KanaField, NameField, PostcodeField, TextField, YenField
from councils.look.forms import Fold, LookForm
from loans.applications import rules
from loans.applications.models import Application, Member
from loans.applications.models.members import HEALTH, INCOMES
from loans.hidden import RowIdField

MOST_MEMBERS, MOST_ROWS = 20, 100


# 重複の知らせ: a box with these asks, when it rests, whether the same person is somewhere else (duplicate_views.py).
ASKS_FOR_THE_SAME = {
    "hx-post": "/duplicates/",
    "hx-trigger": "input changed delay:600ms",
    "hx-target": "#same-people",
    "hx-swap": "innerHTML",
    "hx-sync": "this:replace",
}
_BLANK = [("", "選んでください")]
_DAYS = ("born", "employed_since")


class MemberForm(LookForm):
    """世帯員. What few people need is folded away, so that a household is written as fast as on paper."""

    folds = (
        Fold("仕事と収入の内訳", ("work", "employer", "employed_since", *INCOMES)),
        Fold("障害・介護", HEALTH),
        Fold("学校・備考", ("school", "school_year", "note")),
    )

    id = RowIdField(required=False)
    name = NameField(label="氏名", max_length=60)
    kana = KanaField(label="フリガナ", max_length=80, widget=forms.TextInput(attrs=ASKS_FOR_THE_SAME))
    relation = forms.ChoiceField(label="続柄", choices=Member.Relation)
    born = EraDateField(
        label="生年月日",
        allow_unknown=True,
        help_text="例：昭和55年4月1日。わからないときは「不詳」と入力してください。",
        widget=forms.TextInput(attrs=ASKS_FOR_THE_SAME),
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
    monthly_income_yen = YenField(
        label="月収", required=False, help_text="内訳を入力したときは、空欄のままで合計になります。"
    )
    work = forms.ChoiceField(label="仕事", choices=[*_BLANK, *Member.Work.choices], required=False)
    employer = TextField(label="勤務先", required=False, max_length=60)
    employed_since = EraDateField(label="勤め始めた日", required=False, allow_unknown=True)
    wage_yen = YenField(label="給与（月額）", required=False)
    business_yen = YenField(label="事業収入（月額）", required=False)
    pension_yen = YenField(label="年金（月額）", required=False)
    allowance_yen = YenField(label="手当・給付（月額）", required=False)
    support_yen = YenField(label="仕送り・養育費（月額）", required=False)
    other_income_yen = YenField(label="そのほかの収入（月額）", required=False)
    disability = forms.ChoiceField(label="障害者手帳", choices=[*_BLANK, *Member.Disability.choices], required=False)
    disability_grade = TextField(label="手帳の等級", required=False, max_length=10, help_text="例：2級、B1")
    care_level = forms.ChoiceField(label="介護度", choices=[*_BLANK, *Member.Care.choices], required=False)
    school = TextField(label="学校名", required=False, max_length=60)
    school_year = TextField(label="学年", required=False, max_length=10, help_text="例：2年")
    note = TextField(label="備考", required=False, max_length=200, widget=forms.TextInput(attrs={"class": "w-wide"}))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in _DAYS:
            if cleaned.get(name) is not None:
                cleaned[name] = cleaned[name].iso()
        if "employed_since" in cleaned:
            cleaned["employed_since"] = cleaned["employed_since"] or ""
        self._sum_up(cleaned)
        return cleaned

    def _sum_up(self, cleaned: dict[str, Any]) -> None:
        """月収は内訳の合計. Where both are written and differ, one of them is a slip."""
        parts = [cleaned[name] for name in INCOMES if cleaned.get(name) is not None]
        if not parts or "monthly_income_yen" not in cleaned:
            return
        if cleaned["monthly_income_yen"] is None:
            cleaned["monthly_income_yen"] = sum(parts)
        if cleaned["monthly_income_yen"] != sum(parts):
            self.add_error(
                "monthly_income_yen",
                f"月収と内訳の合計（{sum(parts):,}円）が違います。どちらかを直すか、月収を空欄にしてください。",
            )


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


def unjudge(rows: Any) -> None:
    """書きかけ. As LookForm.unjudge, of all rows of a formset."""
    for form in rows.forms:
        form.unjudge()
    rows._errors, rows._non_form_errors = [{} for _ in rows.forms], rows.error_class()


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
    return [_row_of(each) for each in members]


def _row_of(member: Member) -> dict[str, Any]:
    row = {name: getattr(member, name) for name in MemberForm.base_fields}
    return row | {name: PartialDate.parse(row[name]) if row[name] else None for name in _DAYS}
