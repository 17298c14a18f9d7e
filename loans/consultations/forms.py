from django import forms
from django.utils import timezone

from councils.era import PartialDate
from councils.look.fields import EraDateField, KanaField, NameField, PhoneField, TextField, TickButtons
from councils.look.forms import LookForm
from loans.consultations.models import Consultation
from loans.hidden import VersionField


class ConsultationForm(LookForm):
    """相談受付票. One screen: who came, about what, and what was said."""

    came_on = EraDateField(label="相談日")
    client_name = NameField(label="氏名", max_length=60)
    client_kana = KanaField(label="フリガナ", max_length=80)
    client_phone = PhoneField(label="電話番号", required=False, max_length=20)
    topics = forms.MultipleChoiceField(
        label="ご相談の内容", choices=Consultation.Topic, required=False, widget=TickButtons
    )
    gist = TextField(label="相談の要旨", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))
    other_schemes = TextField(
        label="他制度の確認結果",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="自立相談支援、住居確保給付金、生活保護など、先に使える制度を確かめた結果を書いてください。",
    )
    version = VersionField()

    def clean_came_on(self) -> object:
        came: PartialDate = self.cleaned_data["came_on"]
        return came.first()


def today() -> PartialDate:
    day = timezone.localdate()
    return PartialDate(day.year, day.month, day.day)
