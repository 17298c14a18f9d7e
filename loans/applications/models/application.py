from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from loans.applications.models.request import Request
from loans.rows import CaseRow, history, months_times_month, parent_key, same_tenant, who_and_when
from loans.states import State


class Application(Request, CaseRow):
    """借入申込. One household's request for one loan, from receipt to decision."""

    class AccountKind(models.TextChoices):
        """預金種目. Source: the account of the public forms (workflow-and-forms.md §3.2)."""

        ORDINARY = "ordinary", "普通"
        CURRENT = "current", "当座"

    consultation = parent_key("loans.Consultation", "applications")
    state = models.CharField("状態", max_length=20, choices=State, default=State.DRAFT)
    receipt_number = models.CharField("受付番号", max_length=20)
    prefectural_number = models.CharField("県受付番号", max_length=30, null=True)
    fund = models.CharField("資金の種類", max_length=20)
    terms = models.ForeignKey("loans.FundTerms", models.PROTECT, related_name="+", verbose_name="適用する貸付条件")
    applicant_name = models.CharField("氏名", max_length=60)
    applicant_kana = models.CharField("フリガナ", max_length=80)
    applicant_phone = models.CharField("電話番号", max_length=20, blank=True)
    reason = models.CharField("貸付事由", max_length=20, blank=True)
    reason_text = models.TextField("借入理由", blank=True)
    outlook = models.TextField("今後の収入の見通し", blank=True)
    amount_yen = models.PositiveIntegerField("借入希望額", null=True)
    grace_months = models.PositiveSmallIntegerField("据置期間（月）", null=True)
    repayment_months = models.PositiveSmallIntegerField("償還期間（月）", null=True)
    bank_name = models.CharField("金融機関", max_length=40, blank=True)
    bank_branch = models.CharField("支店", max_length=40, blank=True)
    account_kind = models.CharField("預金種目", max_length=10, choices=AccountKind, blank=True, db_default="")
    account_number = models.CharField("口座番号", max_length=10, blank=True)
    account_holder_kana = models.CharField("口座名義（カタカナ）", max_length=60, blank=True)
    statements = ArrayField(models.CharField(max_length=40), verbose_name="申告・同意事項", default=list)
    is_nondisclosure = models.BooleanField("支援措置の対象", default=False)
    version = models.PositiveIntegerField("版", default=1)
    counsellor_id = models.BigIntegerField("相談員")
    counsellor_name = models.CharField("相談員名", max_length=60)
    submitted_by = models.BigIntegerField("受付者", null=True)
    submitted_at = models.DateTimeField("受付日時", null=True)
    forwarded_by = models.BigIntegerField("進達者", null=True)
    forwarded_at = models.DateTimeField("進達日時", null=True)
    received_by = models.BigIntegerField("県受付者", null=True)
    received_at = models.DateTimeField("県受付日時", null=True)
    history = history()

    class Meta:
        verbose_name = "借入申込"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.UniqueConstraint(
                name="application_receipt_number", fields=["prefecture", "municipal_council", "receipt_number"]
            ),
            models.UniqueConstraint(name="application_prefectural_number", fields=["prefecture", "prefectural_number"]),
            who_and_when("submitted"),
            who_and_when("forwarded"),
            who_and_when("received"),
            models.CheckConstraint(
                name="application_amount_is_asked_for_before_it_leaves",
                condition=models.Q(state__in=[State.DRAFT, State.WITHDRAWN]) | models.Q(amount_yen__gt=0),
            ),
            models.CheckConstraint(
                name="application_account_kind_by_code",
                condition=models.Q(account_kind__in=["", "ordinary", "current"]),
            ),
            months_times_month("application_amount_is_months_times_month"),
        ]
        indexes: ClassVar = [
            models.Index(name="application_of_counter", fields=["municipal_council", "-created_at", "id"]),
            models.Index(name="application_of_office", fields=["prefecture", "-created_at", "id"]),
            models.Index(name="application_by_number", fields=["prefecture", "receipt_number"]),
            models.Index(name="application_by_phone", fields=["prefecture", "applicant_phone"]),
            models.Index(name="application_queue", fields=["prefecture", "state", "forwarded_at", "id"]),
            # 一覧: each begins with the tenant and ends with the order of its list, so that any page costs the same.
            models.Index(name="application_by_state", fields=["municipal_council", "state", "-created_at", "id"]),
            models.Index(
                name="application_by_counsellor",
                fields=["municipal_council", "counsellor_id", "state", "-created_at", "id"],
            ),
            models.Index(
                name="application_by_fund", fields=["municipal_council", "fund", "state", "-created_at", "id"]
            ),
            models.Index(
                name="application_by_reviewer", fields=["prefecture", "received_by", "state", "forwarded_at", "id"]
            ),
            models.Index(
                name="application_queue_by_fund", fields=["prefecture", "fund", "state", "forwarded_at", "id"]
            ),
            models.Index(
                name="application_received",
                fields=["prefecture", "received_at"],
                include=["municipal_council", "fund", "forwarded_at", "id"],
            ),
        ]

    def __str__(self) -> str:
        return self.receipt_number
