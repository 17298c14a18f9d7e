from django import forms

from councils.look.fields import ChoiceButtons, CountField, EraDateField, TextField
from councils.look.forms import LookForm
from inquiry.vault.models import Emergency, Mishap, MishapStep, Term

_OF_PERSON = [(each.value, each.label) for each in Mishap.Cause if each != Mishap.Cause.FLAG_LATE]


class MishapForm(LookForm):
    """誤照会の申出."""

    cause = forms.ChoiceField(label="原因", choices=_OF_PERSON, widget=ChoiceButtons)
    known_on = EraDateField(label="誤りを知った日", help_text="報告の期限は、この日から数えます。")


class LeakForm(LookForm):
    """漏えい等の判断."""

    leak = forms.ChoiceField(
        label="漏えい等に当たりますか",
        choices=Mishap.Leak,
        widget=ChoiceButtons,
        error_messages={"required": "漏えい等に当たるかを選んでください。"},
    )


class StepForm(LookForm):
    """対応の記録."""

    step = forms.ChoiceField(label="済んだ対応", choices=MishapStep.Step, widget=ChoiceButtons)
    done_on = EraDateField(label="行った日")


class EmergencyForm(LookForm):
    """緊急閲覧の申出."""

    purpose = forms.ChoiceField(label="閲覧の目的", choices=Emergency.Purpose, widget=ChoiceButtons)


class TermForm(LookForm):
    """期限の登録."""

    what = forms.ChoiceField(label="期限", choices=Term.What)
    days = CountField(label="日数", unit="日", min_value=1, max_value=3_660)
    valid_from = EraDateField(label="適用開始日", allow_future=True, help_text="今日から7日目以降の日付です。")
    source = TextField(label="根拠資料", max_length=200, help_text="通知や規程の名称と日付を入力してください。")
