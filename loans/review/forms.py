from django import forms

from councils.look.fields import ChoiceButtons, CountField, TextField, YenField
from councils.look.forms import LookForm
from loans.review.models import Review


class TakeUpForm(LookForm):
    """審査に入る. The reason is asked for by the action, where there are no findings."""

    reason = TextField(
        label="照会の結果を待たない理由", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReviewForm(LookForm):
    """審査票."""

    proposal = forms.ChoiceField(label="審査意見", choices=Review.Proposal, widget=ChoiceButtons)
    amount_yen = YenField(label="貸付額", required=False)
    grace_months = CountField(label="据置期間", unit="か月", required=False)
    repayment_months = CountField(label="償還期間", unit="か月", required=False)
    comment = TextField(label="審査所見", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    denial_reason = TextField(label="不承認の理由（不承認のとき、通知書に記載します）", required=False, max_length=200)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if cleaned.get("proposal") == Review.Proposal.DENY and not cleaned.get("denial_reason"):
            self.add_error("denial_reason", "不承認の理由を入力してください。")
        return cleaned
