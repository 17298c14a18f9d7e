from collections.abc import Mapping
from typing import Any

from django import forms

from councils.look.fields import TextField
from councils.look.forms import LookForm
from loans.applications.models import Application
from loans.applications.places import places
from loans.applications.returned import reasons_in_force
from loans.due import DueField

SHOWN_ROWS, MOST_ROWS = 3, 20


class ItemForm(LookForm):
    """返戻の項目."""

    reason = forms.ChoiceField(label="理由")
    place = forms.ChoiceField(label="箇所", required=False)
    asked = TextField(
        label="補正していただきたいこと", max_length=1000, widget=forms.Textarea(attrs={"rows": 2, "class": "w-wide"})
    )

    def __init__(self, *args: Any, reasons: list[tuple[str, str]], places: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, choices in (("reason", [("", "選んでください"), *reasons]), ("place", places)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
            field.choices = choices


class _Items(forms.BaseFormSet):  # type: ignore[type-arg]  # generic for the type checker only
    """返戻の項目, with blank rows for those who have no JavaScript; a blank row counts for nothing."""

    default_error_messages = {
        "missing_management_form": "項目を読み取れませんでした。画面を開き直して、もう一度入力してください。",
        "too_many_forms": f"項目は{MOST_ROWS}件までです。",
        "too_few_forms": "項目を1件以上入力してください。",
    }


ItemFormSet = forms.formset_factory(
    ItemForm,
    formset=_Items,
    extra=SHOWN_ROWS - 1,
    min_num=1,
    max_num=MOST_ROWS,
    absolute_max=MOST_ROWS + 1,
    validate_max=True,
    validate_min=True,
)


class ReturnForm(LookForm):
    """返戻. Each thing that is asked with its reason and its place, and until when."""

    note = TextField(label="全体へのことば", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    due_on = DueField(label="期限")

    def __init__(self, typed: Any, *, application: Application, initial: Mapping[str, Any]) -> None:
        super().__init__(typed, initial={**initial})
        reasons = [(each.code, each.name) for each in reasons_in_force(application.prefecture_id)]
        pinned = places(application)
        self.rows = ItemFormSet(
            typed,
            prefix="items",
            form_kwargs={"reasons": reasons, "places": pinned},
            initial=[{"place": initial["place"]}] if initial.get("place") in dict(pinned) else None,
        )

    def is_valid(self) -> bool:
        both = [super().is_valid(), self.rows.is_valid()]
        if all(both):
            self.cleaned_data["items"] = [row.cleaned_data for row in self.rows if row.cleaned_data]
        return all(both)
