from typing import Any

from django import forms

from councils.look.fields import TextField, YenField
from councils.look.forms import LookForm
from councils.look.row_counts import all_stored

MOST_COSTS = 20


class CostForm(LookForm):
    """必要額内訳の行. What, and how much; a row with neither is no row."""

    what = TextField(label="費目", required=False, max_length=40)
    yen = YenField(label="金額", required=False, min_value=1)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("yen") and not cleaned.get("what"):
            self.add_error("what", "費目を入力してください。例：敷金、引越費用")
        if cleaned.get("what") and not cleaned.get("yen") and "yen" not in self.errors:
            self.add_error("yen", "金額を入力してください。")
        return cleaned


class _Costs(forms.BaseFormSet):  # type: ignore[type-arg]  # generic for the type checker only
    """必要額内訳."""

    default_error_messages = {"too_many_forms": f"費目は{MOST_COSTS}件までです。小さいものはまとめてください。"}


CostFormSet = forms.formset_factory(
    CostForm, formset=_Costs, extra=2, max_num=MOST_COSTS, absolute_max=100, can_delete=True, validate_max=True
)


def costs_form(data: Any, costs: list[dict[str, Any]]) -> Any:
    return CostFormSet(all_stored(data, "costs") if data is not None else None, prefix="costs", initial=costs)


def kept_costs(costs: Any) -> list[dict[str, Any]]:
    """The rows that say something, in their order."""
    rows = [form.cleaned_data for form in costs.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
    return [{"what": row["what"], "yen": row["yen"]} for row in rows if row.get("what") and row.get("yen")]


def sentences_of(costs: Any) -> list[str]:
    """直すところ. Every error of the rows, with the number of its row."""
    of_rows = [
        f"必要額内訳の費目{number}：{error}"
        for number, form in enumerate(costs.forms, start=1)
        for errors in form.errors.values()
        for error in errors
    ]
    return [*map(str, costs.non_form_errors()), *of_rows]
