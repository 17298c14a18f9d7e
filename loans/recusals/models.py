from typing import ClassVar

from django.db import models

from loans.rows import PartRow, parent_key, same_tenant, who_and_when


class Recusal(PartRow):
    """忌避. One member of staff keeps off one case: it is their own, a relative's or a friend's."""

    class Reason(models.TextChoices):
        SELF = "SELF", "本人の申込み"
        FAMILY = "FAMILY", "配偶者・親子・兄弟姉妹"
        RELATIVE = "RELATIVE", "その他の親族"
        HOUSEHOLD = "HOUSEHOLD", "同居している"
        CLOSE = "CLOSE", "親しい間柄・その他の利害関係"

    application = parent_key("loans.Application", "recusals")
    reason = models.CharField("理由", max_length=10, choices=Reason)
    staff_id = models.BigIntegerField("職員")
    staff_name = models.CharField("職員名", max_length=60)
    lifted_by = models.BigIntegerField("取消者", null=True)
    lifted_at = models.DateTimeField("取消日時", null=True)

    class Meta:
        verbose_name = "忌避"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            who_and_when("lifted"),
            models.CheckConstraint(
                name="recusal_is_lifted_by_another",
                condition=models.Q(lifted_by__isnull=True) | ~models.Q(lifted_by=models.F("staff_id")),
            ),
            models.CheckConstraint(
                name="recusal_by_code",
                condition=models.Q(reason__in=("SELF", "FAMILY", "RELATIVE", "HOUSEHOLD", "CLOSE")),
            ),
            models.UniqueConstraint(
                name="recusal_once",
                fields=["prefecture", "application", "staff_id"],
                condition=models.Q(lifted_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()
