import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from inquiry.codes import Purpose
from inquiry.vault.models.orders import Person


class Intent(models.Model):
    """閲覧の意思. Committed before a value is shown: what was shown has always left this row (walls.md §5)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    prefecture_id = models.CharField("都道府県", max_length=6)
    person = models.ForeignKey(Person, models.PROTECT, related_name="intents", db_constraint=False)
    staff_id = models.BigIntegerField("閲覧者")
    kinds = ArrayField(models.CharField(max_length=20), verbose_name="閲覧する情報")
    purpose = models.CharField("目的", max_length=20, choices=Purpose)
    opened_at = models.DateTimeField("日時")
    opened_in = models.TextField("取引番号")

    class Meta:
        verbose_name = "閲覧の意思"
        default_permissions = ()
        indexes: ClassVar = [models.Index(name="intent_by_time", fields=["prefecture_id", "-opened_at"])]

    def __str__(self) -> str:
        return f"{self.opened_at:%Y-%m-%d %H:%M}"
