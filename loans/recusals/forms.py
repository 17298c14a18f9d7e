from django import forms

from councils.look.fields import ChoiceButtons
from councils.look.forms import LookForm
from loans.recusals.models import Recusal


class RecusalForm(LookForm):
    """忌避の届出."""

    reason = forms.ChoiceField(
        label="申込者や世帯の方との関係",
        choices=Recusal.Reason,
        widget=ChoiceButtons,
        error_messages={"required": "関係を選んでください。"},
    )
