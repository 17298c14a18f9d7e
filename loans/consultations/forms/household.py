"""いっしょに暮らす方. As many rows as were named, in whatever is known of them."""

from typing import Any

from django import forms

from councils.era import PartialDate
from councils.household import Relation
from councils.look.fields import ChoiceButtons, EraDateField, KanaField, NameField, TextField, YenField
from councils.look.forms import LookForm
from councils.look.row_counts import all_new
from loans.consultations.models.words import Sex

MOST_MEMBERS, MOST_ROWS = 20, 100
CELLS = ("name", "kana", "relation", "born", "sex", "occupation", "monthly_income_yen")
_RELATIONS = [("", "えらんでください"), *(each for each in Relation.choices if each[0] != Relation.SELF)]


class PersonForm(LookForm):
    """世帯の一人. key stays with the row while others come and go."""

    key = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    name = NameField(label="氏名", required=False, max_length=60)
    kana = KanaField(label="フリガナ", required=False, max_length=80)
    relation = forms.ChoiceField(label="続柄（ご本人から見て）", choices=_RELATIONS, required=False)
    born = EraDateField(label="生年月日", required=False, allow_unknown=True)
    sex = forms.ChoiceField(label="性別", choices=Sex.choices, required=False, widget=ChoiceButtons)
    occupation = TextField(label="職業・学校", required=False, max_length=40)
    monthly_income_yen = YenField(label="月収", required=False)


class _People(forms.BaseFormSet):  # type: ignore[type-arg]  # generic for the type checker only
    """世帯."""

    default_error_messages = {"too_many_forms": f"いっしょに暮らす方は{MOST_MEMBERS}人まで入力できます。"}


PeopleFormSet = forms.formset_factory(
    PersonForm,
    formset=_People,
    extra=0,
    max_num=MOST_MEMBERS,
    absolute_max=MOST_ROWS,
    can_delete=True,
    validate_max=True,
)


def people_form(data: Any, members: list[dict[str, Any]]) -> Any:
    if data is None:
        return PeopleFormSet(prefix="members", initial=[_opened(row) for row in members])
    return PeopleFormSet(all_new(data, "members"), prefix="members", initial=[])


def people(formset: Any, stored: list[dict[str, Any]], page: object) -> list[dict[str, Any]]:
    """The rows that stay. A cell that cannot be read keeps what was stored of this row."""
    formset.is_valid()
    before = {row.get("key"): row for row in stored}
    rows = (_row(form, index, before, page) for index, form in enumerate(formset.forms))
    return [row for row in rows if row is not None][:MOST_MEMBERS]


def _row(form: Any, index: int, before: dict[Any, dict[str, Any]], page: object) -> dict[str, Any] | None:
    form.full_clean()
    cleaned = form.cleaned_data
    key = cleaned.get("key") or f"{str(page)[:8]}-{index}"
    if cleaned.get("DELETE"):
        return None
    old = before.get(key, {})
    row = {name: _cell(cleaned[name]) if name in cleaned else old.get(name, "") for name in CELLS}
    return {"key": key, **row} if any(value not in ("", None) for value in row.values()) else None


def _cell(value: Any) -> Any:
    return value.iso() if isinstance(value, PartialDate) else "" if value is None else value


def _opened(row: dict[str, Any]) -> dict[str, Any]:
    born = PartialDate.parse(row["born"]) if row.get("born") else None
    return {**row, "born": born}
