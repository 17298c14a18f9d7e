"""知らせ. What the gate tells the office: by code and count, without words."""

from typing import ClassVar

from django.db import models

from inquiry.codes import RULES, FindingCode, FindingReason, ProgressCode, Verdict, WithdrawalReason
from inquiry.desk.models.rows import MOST_COUNTED, MOST_TOLD, MOST_WITHDRAWN, SlipRow


class Progress(SlipRow):
    """照会の進み. By code and count, from the gate; the n-th of its order, so that telling twice is telling once."""

    order_id = models.UUIDField("依頼")
    number = models.PositiveSmallIntegerField("依頼ごとの番号")
    code = models.CharField("進み", max_length=20, choices=ProgressCode)
    done = models.PositiveSmallIntegerField("済", default=0)
    total = models.PositiveSmallIntegerField("全", default=0)

    class Meta:
        verbose_name = "照会の進み"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(name="progress_once", fields=["prefecture_id", "order_id", "number"]),
            models.CheckConstraint(name="progress_by_code", condition=models.Q(code__in=ProgressCode.values)),
            models.CheckConstraint(
                name="progress_number_is_small", condition=models.Q(number__gte=1, number__lte=MOST_TOLD)
            ),
            models.CheckConstraint(
                name="progress_done_of_total", condition=models.Q(done__lte=models.F("total"), total__lte=MOST_COUNTED)
            ),
        ]

    def __str__(self) -> str:
        return self.get_code_display()


class Finding(SlipRow):
    """照会結果. A coarse verdict by code; no value, no number, no words can be written here.

    withdrawn_before: how many links of its order had been undone when it was told. One that is told late is withdrawn
    by what came after it all the same, and one that is told anew is not.
    """

    order_id = models.UUIDField("依頼")
    member_id = models.UUIDField("世帯員", null=True)
    code = models.CharField("項目", max_length=30, choices=FindingCode)
    verdict = models.CharField("区分", max_length=20, choices=Verdict)
    rule_version = models.CharField("規則の版", max_length=20)
    withdrawn_before = models.PositiveSmallIntegerField("それまでの紐付けの取消し", default=0, db_default=0)
    reason = models.CharField("要確認の理由", max_length=10, choices=FindingReason, blank=True, db_default="")

    class Meta:
        verbose_name = "照会結果"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="finding_once",
                fields=["prefecture_id", "order_id", "code", "member_id", "withdrawn_before"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="finding_withdrawn_before_is_small", condition=models.Q(withdrawn_before__lte=MOST_WITHDRAWN)
            ),
            models.CheckConstraint(name="finding_by_code", condition=models.Q(code__in=FindingCode.values)),
            models.CheckConstraint(name="finding_by_verdict", condition=models.Q(verdict__in=Verdict.values)),
            models.CheckConstraint(
                name="finding_by_reason",
                condition=models.Q(reason="") | models.Q(reason__in=FindingReason.values, verdict=Verdict.NEEDS_CHECK),
            ),
            models.CheckConstraint(
                name="finding_rule_version_is_a_version",
                condition=models.Q(rule_version__regex=rf"^({'|'.join(RULES)})-[0-9]{{1,3}}$"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()}：{self.get_verdict_display()}"


class Withdrawal(SlipRow):
    """照会結果の取下げ. What the gate told of a member of an order, and of its household, is not to be used.

    Of 誤照会 the n-th of its member; the last counts: an officer may find that it was no mistake. Of links that were
    undone the n-th of its order: what was told of the member, or of the household, before it is withdrawn.
    """

    order_id = models.UUIDField("依頼")
    member_id = models.UUIDField("世帯員")
    number = models.PositiveSmallIntegerField("世帯員ごとの番号")
    reason = models.CharField("理由", max_length=8, choices=WithdrawalReason)

    class Meta:
        verbose_name = "照会結果の取下げ"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="withdrawal_once", fields=["prefecture_id", "order_id", "member_id", "number", "reason"]
            ),
            models.CheckConstraint(name="withdrawal_by_code", condition=models.Q(reason__in=WithdrawalReason.values)),
            models.CheckConstraint(
                name="withdrawal_number_is_small", condition=models.Q(number__gte=1, number__lte=MOST_WITHDRAWN)
            ),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()
