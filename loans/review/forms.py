from datetime import date
from typing import Any

from django import forms

from councils.look.fields import ChoiceButtons, CountField, EraDateField, TextField, YenField
from councils.look.forms import LookForm
from loans.applications.asked import unasked
from loans.applications.request_form import MOST_A_MONTH, MOST_MONTHS
from loans.review.models import Review
from loans.terms.facts import Terms

COMMITTEE = ("committee_on", "committee_opinion")


class TakeUpForm(LookForm):
    """審査に入る. The reason is asked for by the action, where there are no findings."""

    reason = TextField(
        label="照会の結果を待たない理由", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReviewForm(LookForm):
    """審査票."""

    proposal = forms.ChoiceField(label="審査意見", choices=Review.Proposal, widget=ChoiceButtons)
    amount_yen = YenField(label="貸付額", required=False)
    monthly_yen = YenField(label="貸付月額", required=False, max_value=MOST_A_MONTH)
    lending_months = CountField(label="貸付期間", unit="か月", required=False, max_value=MOST_MONTHS)
    grace_months = CountField(label="据置期間", unit="か月", required=False)
    repayment_months = CountField(label="償還期間", unit="か月", required=False)
    committee_on = EraDateField(label="貸付審査等運営委員会の開催日", required=False)
    committee_opinion = TextField(
        label="運営委員会の意見",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="委員会に諮らないときは、その理由を書いてください。",
    )
    comment = TextField(label="審査所見", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    denial_reason = TextField(label="不承認の理由（不承認のとき、通知書に記載します）", required=False, max_length=200)

    def __init__(self, *args: Any, terms: Terms, **kwargs: Any) -> None:
        """What this fund does not have is not asked: an amount that is computed, a period that there is not."""
        super().__init__(*args, **kwargs)
        for name in (*unasked(terms), *([] if terms.committee else COMMITTEE)):
            self.fields.pop(name, None)

    def clean_committee_on(self) -> date | None:
        day = self.cleaned_data["committee_on"]
        first: date | None = day.first() if day else None
        return first

    def figures(self) -> list[forms.BoundField]:
        """金額と期間, side by side; which of them there are, the fund says."""
        names = ("amount_yen", "monthly_yen", "lending_months", "grace_months", "repayment_months")
        return [self[name] for name in names if name in self.fields]

    def committee(self) -> list[forms.BoundField]:
        """運営委員会. Of the funds whose terms name it."""
        return [self[name] for name in COMMITTEE if name in self.fields]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if cleaned.get("proposal") == Review.Proposal.DENY and not cleaned.get("denial_reason"):
            self.add_error("denial_reason", "不承認の理由を入力してください。")
        return cleaned
