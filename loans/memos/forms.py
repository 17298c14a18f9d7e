from datetime import date

from django import forms
from django.utils import timezone

from councils.era import PartialDate
from councils.look.fields import ChoiceButtons, EraDateField, TextField
from councils.look.forms import LookForm
from loans.memos.models import Memo


class MemoForm(LookForm):
    """電話メモ. As short as a slip of paper beside the telephone."""

    caller = forms.ChoiceField(
        label="電話の相手",
        choices=Memo.Caller,
        widget=ChoiceButtons,
        error_messages={"required": "電話の相手を選んでください。"},
    )
    gist = TextField(label="要旨", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    promised_on = EraDateField(
        label="約束の日",
        required=False,
        is_coming=True,
        help_text="かけ直す日など。書くと、その日の一覧に出ます。",
        error_messages={"past": "約束の日は、今日か、これからの日を入力してください。"},
    )

    def clean_promised_on(self) -> date | None:
        promised: PartialDate | None = self.cleaned_data["promised_on"]
        if promised is None:
            return None
        day = promised.first()
        if day < timezone.localdate():
            raise forms.ValidationError(self.fields["promised_on"].error_messages["past"])
        return day
