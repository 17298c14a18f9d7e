from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import EmailValidator

from councils.look.fields import TextField, TickButtons
from councils.look.forms import LookForm
from loans.applications.models import Application
from loans.applications.places import places
from loans.due import DueField
from loans.talk.kinds import kinds_in_force
from loans.talk.people import Talker


class _PinnedForm(LookForm):
    """箇所を選べる入力. Where in the application it is about."""

    place = forms.ChoiceField(label="箇所", required=False)

    def __init__(self, typed: Any, *, application: Application, place: str = "", **options: Any) -> None:
        pinned = places(application)
        initial = {"place": place if place in dict(pinned) else "", **options.pop("initial", {})}
        super().__init__(typed, initial=initial, **options)
        _choices(self, "place", pinned)


class WordsForm(_PinnedForm):
    """連絡・メモ. mentioned: those whom a notice tells of it."""

    text = TextField(label="本文", max_length=4000, widget=forms.Textarea(attrs={"rows": 4, "class": "w-wide"}))
    mentioned = forms.TypedMultipleChoiceField(
        label="＠宛先（お知らせが届きます）", required=False, coerce=int, widget=TickButtons
    )
    field_order = ("text", "place", "mentioned")

    def __init__(self, typed: Any, *, people: Sequence[Talker], label: str = "", **options: Any) -> None:
        super().__init__(typed, **options)
        _choices(self, "mentioned", [(each.staff_id, each.words) for each in people])
        if label:
            self.fields["text"].label = label


class CorrectionForm(_PinnedForm):
    """補正の依頼."""

    kind = forms.ChoiceField(label="種類")
    asked = TextField(
        label="お願いすること", max_length=2000, widget=forms.Textarea(attrs={"rows": 4, "class": "w-wide"})
    )
    due_on = DueField(label="期限")
    field_order = ("kind", "place", "asked", "due_on")

    def __init__(self, typed: Any, *, application: Application, **options: Any) -> None:
        super().__init__(typed, application=application, **options)
        kinds = kinds_in_force(application.prefecture_id)
        named = [
            (each.code, f"{each.name}{'（済むまで起案できません）' if each.blocks_proposal else ''}") for each in kinds
        ]
        _choices(self, "kind", [("", "選んでください"), *named])


class AnswerForm(LookForm):
    """補正の依頼への回答."""

    answer = TextField(label="回答", max_length=2000, widget=forms.Textarea(attrs={"rows": 4, "class": "w-wide"}))


class HandBackForm(LookForm):
    """相談員への戻し."""

    reason = TextField(label="戻す理由", max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "class": "w-wide"}))


class MailForm(LookForm):
    """お知らせメールの設定."""

    is_wanted = forms.BooleanField(label="お知らせがあることをメールで受け取る", required=False)
    address = TextField(
        label="メールアドレス",
        required=False,
        max_length=120,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        validators=[EmailValidator("メールアドレスの形を確かめてください。例：soudan@example.jp")],
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("is_wanted") and not cleaned.get("address") and "address" not in self.errors:
            self.add_error("address", "受け取るメールアドレスを入力してください。")
        return cleaned


def _choices(form: forms.Form, name: str, choices: Sequence[tuple[Any, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
    field.choices = choices
