from typing import ClassVar

from django.db import models

from loans.rows import CaseRow, history, months_times_month, parent_key, same_tenant


class Decision(CaseRow):
    """決定. What was decided, once, with the versions of the rules it was decided by; corrections are new acts."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", "貸付決定"
        DENIED = "denied", "不承認"

    application = parent_key("loans.Application", "decisions")
    review = parent_key("loans.Review", "decisions")
    outcome = models.CharField("結果", max_length=10, choices=Outcome)
    number = models.CharField("文書番号", max_length=40)
    decided_on = models.DateField("決定日")
    decided_by = models.BigIntegerField("決定者")
    decided_name = models.CharField("決定者名", max_length=60)
    amount_yen = models.PositiveIntegerField("貸付額", default=0)
    monthly_yen = models.PositiveIntegerField("貸付月額", null=True)
    lending_months = models.PositiveSmallIntegerField("貸付期間（月）", null=True)
    grace_months = models.PositiveSmallIntegerField("据置期間（月）", default=0)
    repayment_months = models.PositiveSmallIntegerField("償還期間（月）", default=0)
    interest_rate = models.DecimalField("貸付利子（年）", max_digits=5, decimal_places=4, default=0)
    denial_reason = models.CharField("不承認の理由", max_length=200, blank=True)
    terms = models.ForeignKey("loans.FundTerms", models.PROTECT, related_name="+")
    facts = models.JSONField("決定時の事実", default=dict)
    history = history()

    class Meta:
        verbose_name = "決定"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.UniqueConstraint(name="decision_once", fields=["prefecture", "application"]),
            models.UniqueConstraint(name="decision_number", fields=["prefecture", "number"]),
            models.CheckConstraint(
                name="decision_lends_an_amount",
                condition=models.Q(outcome="denied", amount_yen=0) | models.Q(outcome="approved", amount_yen__gt=0),
            ),
            months_times_month("decision_amount_is_months_times_month"),
        ]

    def __str__(self) -> str:
        return self.number
