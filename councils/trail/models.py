from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class TrailRow(models.Model):
    """記録. Who did or saw what, in which post, when, of whom; field names, never values (walls.md §7).

    Written through walls.trail() alone: no login role may insert, change or remove a row by itself.
    """

    at = models.DateTimeField("日時")
    staff_id = models.BigIntegerField("職員", null=True)
    post = models.CharField("職", max_length=20)
    council_id = models.CharField("社協", max_length=6, null=True)
    prefecture_id = models.CharField("都道府県", max_length=6, null=True)
    verb = models.CharField("行為", max_length=40)
    case_id = models.UUIDField("案件", null=True)
    subject_id = models.UUIDField("対象者", null=True)
    fields = ArrayField(models.CharField(max_length=60), verbose_name="項目", default=list)
    purpose = models.CharField("目的", max_length=60)
    result = models.CharField("結果", max_length=40)

    class Meta:
        verbose_name = "記録"
        default_permissions = ()
        indexes: ClassVar = [
            models.Index(name="trail_by_time", fields=["prefecture_id", "-id"]),
            models.Index(name="trail_by_case", fields=["prefecture_id", "case_id", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb}"
