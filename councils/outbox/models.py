from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class OutboxRow(models.Model):
    """送り箱. What must happen elsewhere, written in the transaction of its cause; the record, where Redis is none."""

    prefecture_id = models.CharField("都道府県", max_length=6)
    kind = models.CharField("種類", max_length=40)
    key = models.CharField("鍵", max_length=120)
    subject_id = models.UUIDField("対象")
    written_at = models.DateTimeField("書込日時", db_default=Now())
    next_at = models.DateTimeField("次回", db_default=Now())
    attempts = models.PositiveSmallIntegerField("回数", default=0)
    settled_at = models.DateTimeField("完了日時", null=True)
    trouble = models.CharField("直近の支障", max_length=60, default="")

    class Meta:
        verbose_name = "送り箱"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(name="outbox_once_per_key", fields=["prefecture_id", "kind", "key"])
        ]
        indexes: ClassVar = [
            models.Index(
                name="outbox_waiting",
                fields=["prefecture_id", "kind", "next_at"],
                condition=models.Q(settled_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
