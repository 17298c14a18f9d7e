"""見比べ. Where what is typed differs from what a colleague has saved in between, the box says what is stored."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from councils.era import PartialDate, wareki
from loans.applications import rules
from loans.applications.actions.save import FIELDS, MEMBER_FIELDS
from loans.applications.forms import ApplicationForm
from loans.applications.models import Application, Member


def mark_stored(form: Any, stored: Mapping[str, Any]) -> None:
    """印, by the name of the box: where what is stored is not what was typed."""
    for name, value in stored.items():
        if form.cleaned_data.get(name) != value:
            form.fields[name].stored = f"保存されている内容：{_words(form.fields[name], name, value)}"


def mark_differences(form: ApplicationForm, application: Application) -> None:
    """印. For a form that is whole but came too late."""
    form.is_late = True
    _mark(form, application, FIELDS)
    stored = {member.id: member for member in rules.household(application)}
    for row in form.members.forms:
        _mark_row(row, stored.get(row.cleaned_data.get("id")))


def _mark_row(row: Any, member: Member | None) -> None:
    if member is None:
        row.fields["name"].stored = "この方は、保存されている世帯にはいません"
    else:
        _mark(row, member, MEMBER_FIELDS)


def _mark(form: Any, row: Application | Member, names: tuple[str, ...]) -> None:
    mark_stored(form, {name: getattr(row, name) for name in names if name in form.fields})


def _words(field: Any, name: str, value: Any) -> str:
    """As a person reads it: a choice by its name, a date in 和暦, a figure with its unit."""
    if value in ("", None, []):
        return "空欄"
    if name in ("born", "employed_since"):
        return PartialDate.parse(value).wareki()
    if isinstance(value, list):
        return f"{len(value)}項目"
    if isinstance(value, bool):
        return "印あり" if value else "印なし"
    if isinstance(value, date):
        return wareki(value)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]  # pairs, as the form gave them
    return f"{value:,}{field.unit}" if isinstance(value, int) else str(value)
