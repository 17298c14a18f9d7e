from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from councils.look.fields import ChoiceButtons
from councils.look.forms import LookForm
from inquiry.vault.models import Candidate, Inquiry, Link, LinkProposal, Source, Stop


class Hand(models.TextChoices):
    """確定のしかた."""

    TWO = "two", "別の照会担当が確定してから紐付ける"
    ALONE = "alone", "いま一人で紐付け、後で別の照会担当の確認（後確認）を受ける"


class CandidateField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the type checker only
    """候補者. What is no id at all is none of the list either."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from None


class LinkForm(LookForm):
    """紐付けの提案."""

    candidate = CandidateField(
        label="紐付ける候補者", queryset=Candidate.objects.none(), widget=ChoiceButtons, empty_label=None
    )
    reason = forms.ChoiceField(label="記録が違う理由", choices=LinkProposal.Reason, widget=ChoiceButtons)
    evidence = forms.ChoiceField(label="確認した資料", choices=LinkProposal.Evidence, widget=ChoiceButtons)

    hand = forms.ChoiceField(label="確定のしかた", choices=Hand, widget=ChoiceButtons)

    def __init__(self, *args: Any, candidates: Any, may_link_alone: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["candidate"]
        field.queryset = candidates  # type: ignore[attr-defined]  # a ModelChoiceField
        if not may_link_alone:
            del self.fields["hand"]


class LineForm(LookForm):
    """照会の停止と再開, of one network: what may be decided is what its state leaves."""

    line = forms.ChoiceField(label="照会先", choices=Source, widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label="理由",
        widget=ChoiceButtons,
        error_messages={
            "required": "理由を選んでください。",
            "invalid_choice": "この照会先のいまの状態では選べません。状態を確かめて、選び直してください。",
        },
    )

    def __init__(self, *args: Any, line: Source, stop: Stop | None, **kwargs: Any) -> None:
        own: dict[str, Any] = {"auto_id": f"id_{line}_%s", "initial": {"line": line}}
        super().__init__(*args, **kwargs, **own)
        self.is_stopped = stop is not None
        self.word = "再開する" if stop else "停止する"
        step, reasons = ("resume", Stop.Resumption.choices) if stop else ("stop", Stop.Reason.choices)
        choices = [(f"{step}:{code}", label) for code, label in reasons]
        self.fields["decision"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class UndoForm(LookForm):
    """紐付けの解除."""

    reason = forms.ChoiceField(label="解除の理由", choices=Link.UndoneFor, widget=ChoiceButtons)


_SETTLED_FOR = [choice for choice in Inquiry.SettledFor.choices if choice[0] != Inquiry.SettledFor.UNLINKED.value]


class SettleForm(LookForm):
    """結果不明の照会の扱い."""

    settlement = forms.ChoiceField(
        label="どうしますか",
        choices=[
            (Inquiry.Settlement.LEFT.value, "この照会は終わりにして、書類で確認する"),
            (Inquiry.Settlement.ASKED_ANEW.value, "新しい照会を行う（照会の記録がもう1件残ります）"),
        ],
        widget=ChoiceButtons,
        error_messages={"required": "書類で確認するか、新しく照会するかを選んでください。"},
    )
    reason = forms.ChoiceField(label="判断の理由", choices=_SETTLED_FOR, widget=ChoiceButtons)


class CertainForm(SettleForm):
    """人違いの疑いの扱い. Another inquiry is for a link that proved right."""

    settlement = forms.ChoiceField(
        label="紐付けが正しいと確かめたときだけ選んでください",
        choices=[
            (Inquiry.Settlement.LEFT.value, "この照会は終わりにして、書類で確認する"),
            (Inquiry.Settlement.ASKED_ANEW.value, "確かめたので、もう一度照会する（照会の記録がもう1件残ります）"),
        ],
        widget=ChoiceButtons,
        error_messages={"required": "書類で確認するか、もう一度照会するかを選んでください。"},
    )
