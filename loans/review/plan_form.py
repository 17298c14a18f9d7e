"""照会依頼の入力. The plan line by line, and what is known of each member's life that says whom else to ask."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from councils.look.fields import ChoiceButtons, TextField, TickButtons
from councils.look.forms import LookForm
from inquiry import gateway
from loans.applications.models import Member
from loans.applications.plan import Choices, LifeHistory, Planned
from loans.protection import Lifting

MOST_ADDRESSES, ADDRESS_LENGTH = 5, 120
_REASONS = [(reason.value, reason.label) for reason in gateway.LeftOut if reason != gateway.LeftOut.NOT_IN_PLAN]


@dataclass(frozen=True)
class MemberFields:
    """世帯員の生活歴の欄."""

    member: Member
    former: BoundField
    aids: BoundField


class OrderForm(LookForm):
    """照会依頼. 支援措置 is asked each time, so that nobody passes over it; a line is left out for a reason alone."""

    is_nondisclosure = forms.TypedChoiceField(
        label="支援措置の対象ですか",
        choices=[("yes", "はい"), ("no", "いいえ")],
        coerce=lambda answer: answer == "yes",
        widget=ChoiceButtons,
        help_text="DV等支援措置の対象のときは「はい」を選びます。照会が不開示の扱いになります。",
        error_messages={"required": "支援措置の対象かどうかを選んでください。"},
    )
    lifting = forms.ChoiceField(
        label="支援措置の対象から外す理由（「いいえ」のとき）",
        choices=Lifting,
        required=False,
        widget=ChoiceButtons,
    )
    repeat_reason = forms.ChoiceField(
        label="もう一度照会する理由", choices=gateway.RepeatReason, required=False, widget=ChoiceButtons
    )

    def __init__(self, *args: Any, planned: Sequence[Planned], members: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.planned = [line for line in planned if line.rule.is_asked]
        self.members = members
        for line in self.planned:
            self.fields[_leave(line)] = _leave_field(line)
        for member in members:
            self.fields[_former(member)] = _former_field(member)
            self.fields[_aids(member)] = _aids_field(member)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for member in self.members:
            addresses = _lines(cleaned.get(_former(member), ""))
            if len(addresses) > MOST_ADDRESSES or any(len(each) > ADDRESS_LENGTH for each in addresses):
                limits = f"{MOST_ADDRESSES}行以内、1行{ADDRESS_LENGTH}文字以内"
                self.add_error(_former(member), f"{member.name}さんの前住所は{limits}で入力してください。")
        return cleaned

    def leave_fields(self) -> dict[str, BoundField]:
        return {line.kind: self[_leave(line)] for line in self.planned}

    def member_fields(self) -> Iterator[MemberFields]:
        for member in self.members:
            yield MemberFields(member, self[_former(member)], self[_aids(member)])

    def facts(self) -> dict[str, Any]:
        """What the act is told."""
        cleaned = self.cleaned_data
        left_out = {line.kind: cleaned[_leave(line)] for line in self.planned if cleaned[_leave(line)]}
        histories = {
            member.id: LifeHistory(
                tuple(_lines(cleaned[_former(member)])),
                tuple(gateway.MutualAid(code) for code in cleaned[_aids(member)]),
            )
            for member in self.members
        }
        words = {name: cleaned[name] for name in ("is_nondisclosure", "lifting", "repeat_reason")}
        return {**words, "choices": Choices(left_out, histories)}


def _leave(line: Planned) -> str:
    return f"leave_{line.kind.value}"


def _former(member: Member) -> str:
    return f"former_{member.id}"


def _aids(member: Member) -> str:
    return f"aids_{member.id}"


def _leave_field(line: Planned) -> forms.ChoiceField:
    label = f"{line.kind.label}を照会しますか"
    choices = [("", "照会する"), *((code, f"照会しない（{words}）") for code, words in _REASONS)]
    return forms.ChoiceField(label=label, choices=choices, required=False)


def _former_field(member: Member) -> TextField:
    return TextField(
        label=f"{member.name}さんの前住所",
        required=False,
        max_length=MOST_ADDRESSES * (ADDRESS_LENGTH + 1),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="今年1月2日以降に転入したときなど。都道府県から、1行に一つ。前の市区町村にも照会できます。",
    )


def _aids_field(member: Member) -> forms.MultipleChoiceField:
    label = f"{member.name}さんが加入していた共済"
    return forms.MultipleChoiceField(
        label=label,
        choices=gateway.MutualAid,
        required=False,
        widget=TickButtons,
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
