"""県独自項目の回答. A box for each question, and what was answered: typed, kept by the question's id."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from councils.era import PartialDate
from councils.look.fields import ChoiceButtons, CountField, EraDateField, TextField
from loans.extras.models import ExtraField

Kind = ExtraField.Kind
MOST = 999_999_999
YES, NO = "はい", "いいえ"


def name_of(extra: ExtraField) -> str:
    """The box on the form."""
    return f"extra-{extra.id}"


def box_of(extra: ExtraField) -> forms.Field:
    """入力欄. Never required by the form itself: a draft may be saved half filled."""
    usual: dict[str, Any] = {"label": extra.label, "required": False, "help_text": extra.help}
    match Kind(extra.kind):
        case Kind.TEXT:
            return TextField(max_length=1000, widget=forms.Textarea(attrs={"rows": 2}), **usual)
        case Kind.NUMBER:
            return CountField(unit="", max_value=MOST, **usual)
        case Kind.DATE:
            return EraDateField(allow_future=True, **usual)
        case Kind.CHOICE:
            return _choice(extra.choices, usual)
        case Kind.YES_NO:
            return _choice([YES, NO], usual)


def _choice(words: Sequence[str], usual: dict[str, Any]) -> forms.Field:
    if len(words) <= 6:
        return forms.ChoiceField(choices=[(each, each) for each in words], widget=ChoiceButtons, **usual)
    return forms.ChoiceField(choices=[("", "選んでください"), *((each, each) for each in words)], **usual)


def stored(extra: ExtraField, value: Any) -> Any:
    """回答, as it is kept: text, whole number, day as ISO text, or true and false. None where there is none."""
    if value in ("", None):
        return None
    if isinstance(value, PartialDate):
        return value.iso()
    return value == YES if extra.kind == Kind.YES_NO else value


def typed(extra: ExtraField, answer: Any) -> Any:
    """回答, as its box reads it."""
    if answer is None:
        return None
    if extra.kind == Kind.DATE:
        return PartialDate.parse(answer)
    if extra.kind == Kind.YES_NO:
        return YES if answer else NO
    return answer


def words(extra: ExtraField, answer: Any) -> str:
    """回答, as it is read."""
    shown = typed(extra, answer)
    if shown is None:
        return ""
    if isinstance(shown, PartialDate):
        return shown.wareki()
    return f"{shown:,}" if isinstance(shown, int) else str(shown)


def collected(extras: Sequence[ExtraField], cleaned: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """すべての回答. What an ended question was answered stays."""
    given = {str(each.id): stored(each, cleaned.get(name_of(each))) for each in extras}
    return {key: value for key, value in {**before, **given}.items() if value is not None}
