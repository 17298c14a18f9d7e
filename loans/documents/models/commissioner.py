from typing import ClassVar

from django.db import models

from loans.rows import PartRow, parent_key, same_tenant


class CommissionerReport(PartRow):
    """民生委員の調査書・意見書. What the 民生委員 wrote by hand, as a paper with its facts."""

    class Verdict(models.TextChoices):
        FIT = "fit", "適当"
        CONDITIONAL = "conditional", "条件付"
        UNFIT = "unfit", "不適当"

    application = parent_key("loans.Application", "commissioner_reports")
    document = parent_key("loans.Document", "+", null=True)
    verdict = models.CharField("意見", max_length=12, choices=Verdict)
    written_on = models.DateField("作成日")
    commissioner = models.CharField("民生委員の氏名", max_length=60)
    district = models.CharField("地区", max_length=60)
    text = models.TextField("意見の内容")
    entered_by = models.BigIntegerField("入力者")
    entered_name = models.CharField("入力者名", max_length=60)
    removed_at = models.DateTimeField("取消日時", null=True)

    class Meta:
        verbose_name = "民生委員意見書"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.UniqueConstraint(
                name="commissioner_report_in_force",
                fields=["prefecture", "application"],
                condition=models.Q(removed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.get_verdict_display()
