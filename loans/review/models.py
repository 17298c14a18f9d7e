from typing import ClassVar

from django.db import models

from councils.era import wareki
from loans.rows import CaseRow, history, months_times_month, parent_key, same_tenant


class Waiver(CaseRow):
    """照会省略. Why a review began without the findings of an inquiry."""

    application = parent_key("loans.Application", "waivers")
    reason = models.TextField("照会の結果を待たない理由")
    written_by = models.BigIntegerField("記入者")
    written_name = models.CharField("記入者名", max_length=60)

    class Meta:
        verbose_name = "照会省略"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.CheckConstraint(name="waiver_has_a_reason", condition=~models.Q(reason="")),
        ]
        indexes: ClassVar = [models.Index(name="waiver_of_application", fields=["prefecture", "application"])]

    def __str__(self) -> str:
        return self.reason


class Review(CaseRow):
    """審査票. The reviewer's proposal (起案) that the ranks then sign; a new proposal is a new row."""

    class Proposal(models.TextChoices):
        APPROVE = "approve", "承認"
        REDUCE = "reduce", "減額して承認"
        DENY = "deny", "不承認"

    application = parent_key("loans.Application", "reviews")
    proposal = models.CharField("審査意見", max_length=10, choices=Proposal)
    amount_yen = models.PositiveIntegerField("貸付額", default=0)
    monthly_yen = models.PositiveIntegerField("貸付月額", null=True)
    lending_months = models.PositiveSmallIntegerField("貸付期間（月）", null=True)
    grace_months = models.PositiveSmallIntegerField("据置期間（月）", default=0)
    repayment_months = models.PositiveSmallIntegerField("償還期間（月）", default=0)
    comment = models.TextField("審査所見")
    denial_reason = models.CharField("不承認の理由", max_length=200, blank=True)
    committee_on = models.DateField("運営委員会の開催日", null=True)
    committee_opinion = models.TextField("運営委員会の意見", blank=True, db_default="")
    findings = models.JSONField("起案時の照会結果", default=list)
    chain = models.JSONField("決裁区分")
    reviewer_id = models.BigIntegerField("審査担当")
    reviewer_name = models.CharField("審査担当名", max_length=60)
    sent_back_at = models.DateTimeField("差戻日時", null=True)
    history = history()

    class Meta:
        verbose_name = "審査票"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.UniqueConstraint(name="review_and_its_reviewer", fields=["prefecture", "id", "reviewer_id"]),
            models.UniqueConstraint(
                name="review_one_in_force",
                fields=["prefecture", "application"],
                condition=models.Q(sent_back_at__isnull=True),
            ),
            models.CheckConstraint(
                name="review_approves_an_amount",
                condition=models.Q(proposal="deny") | models.Q(amount_yen__gt=0),
            ),
            months_times_month("review_amount_is_months_times_month"),
        ]
        indexes: ClassVar = [
            models.Index(
                name="review_sent_back",
                fields=["prefecture", "application"],
                condition=models.Q(sent_back_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.get_proposal_display()

    @property
    def committee_day(self) -> str:
        return wareki(self.committee_on) if self.committee_on else ""
