"""見比べ. Where what is typed differs from what a colleague has saved in between, the box says what is stored."""

from typing import Any

from django import forms

from councils.era import PartialDate, wareki
from loans.consultations.forms import StepForm
from loans.consultations.models import Consultation

# Of what is no single box.
LABELS = {"members": "いっしょに暮らす方", "schemes": "他制度の確認"}


def mark_differences(form: StepForm, talk: Consultation) -> list[str]:
    """印. On the boxes of the form; and the same as lines, for a page that shows them elsewhere."""
    lines = []
    typed = form.facts()
    for name in form.step.fields:
        if name not in typed or typed[name] == getattr(talk, name):
            continue
        field = form.fields.get(name)
        words = said(field, name, getattr(talk, name))
        if field is not None:
            field.stored = f"保存されている内容：{words}"  # type: ignore[attr-defined]  # asked for by the template
        label = field.label if field is not None else LABELS[name]
        lines.append(f"{label}：{words}")
    return lines


def said(field: forms.Field | None, name: str, value: Any) -> str:
    """As a person reads it: a choice by its name, a day in 和暦, a figure with its unit."""
    if value in ("", None, [], {}):
        return "空欄"
    if name == "client_born":
        return PartialDate.parse(value).wareki()
    if hasattr(value, "isoformat"):
        return wareki(value)
    if isinstance(field, (forms.ChoiceField, forms.MultipleChoiceField)):
        names: dict[Any, Any] = dict(field.choices)  # type: ignore[arg-type]  # pairs, as the form gave them
        return "、".join(str(names.get(each, each)) for each in (value if isinstance(value, list) else [value]))
    if isinstance(value, (list, dict)):
        return f"{len(value)}件"
    return f"{value:,}円" if isinstance(value, int) else str(value)
