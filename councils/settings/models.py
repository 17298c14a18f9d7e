from typing import ClassVar

from django.db import models

from councils.models.council import Council
from councils.models.staff import Staff
from councils.settings.registry import SettingKind


class Setting(models.Model):
    """県の設定. One value that a prefecture decided, from a day on: proposed by one, confirmed by another.

    Rows are added, never changed: the newest confirmed one that has begun is in force.
    """

    prefecture = models.ForeignKey(Council, models.PROTECT, related_name="+", verbose_name="都道府県社協")
    name = models.CharField("項目", max_length=60)
    kind = models.CharField("種類", max_length=8, choices=SettingKind)
    value = models.JSONField("値")
    since = models.DateField("適用日")
    reason = models.CharField("理由", max_length=200)
    proposed_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="起案者")
    confirmed_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="確認者")
    confirmed_at = models.DateTimeField("確認日時", null=True)

    class Meta:
        verbose_name = "県の設定"
        default_permissions = ()
        indexes: ClassVar = [models.Index(name="setting_in_force", fields=["prefecture", "name", "-since", "-id"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="setting_confirmed_who_and_when",
                condition=models.Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="setting_confirmed_by_another",
                condition=models.Q(confirmed_by__isnull=True) | ~models.Q(confirmed_by=models.F("proposed_by")),
            ),
            models.CheckConstraint(name="setting_has_a_reason", condition=~models.Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.name
