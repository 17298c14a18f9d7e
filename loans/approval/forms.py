from django import forms

from councils.look.fields import TextField
from councils.look.forms import LookForm


class SignForm(LookForm):
    """決裁."""

    comment = TextField(label="コメント", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class SendBackForm(LookForm):
    """差戻し. Needs words: the reviewer must know what to mend."""

    comment = TextField(label="差し戻す理由", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
