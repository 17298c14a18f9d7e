from django import forms


class ChoiceButtons(forms.RadioSelect):
    """選択ボタン. One of a few choices as boxes of 48 px; use it for up to six choices, a select beyond."""

    template_name = "dads/buttons.html"


class TickButtons(forms.CheckboxSelectMultiple):
    """複数選択ボタン. Any of a few choices as boxes of 48 px."""

    template_name = "dads/buttons.html"
