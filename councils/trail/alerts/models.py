from datetime import date
from typing import ClassVar, Self

from django.db import models

from councils.models.council import Council


class Rule(models.TextChoices):
    """規則."""

    SAME_SURNAME = "same_surname", "職員と同じ氏の方がいる案件を見た"
    SAME_ADDRESS = "same_address", "職員と同じ住所の方がいる案件を見た"
    MANY_LOOKS = "many_looks", "ふだんよりずっと多くの案件を見た"
    AT_NIGHT = "at_night", "夜間に案件を見た"
    AFTER_DECISION = "after_decision", "決定からかなりたった案件を見た"
    NO_ACT = "no_act", "くり返し見たが、前後に何も行っていない"


class AlertRule(models.Model):
    """気になる閲覧の規則. Dated rows: national defaults, and a prefecture's own where it has one.

    limit: times the own median (many_looks), days (after_decision, no_act); least: how often in a day at least;
    hours: from when to when (at_night).
    """

    code = models.CharField("規則", max_length=20, choices=Rule)
    prefecture = models.ForeignKey(Council, models.PROTECT, null=True, related_name="+", verbose_name="都道府県社協")
    since = models.DateField("適用開始日")
    until = models.DateField("適用終了日", null=True)
    is_on = models.BooleanField("使う", default=True)
    limit = models.PositiveSmallIntegerField("限度", default=0)
    least = models.PositiveSmallIntegerField("最低回数", default=1)
    from_hour = models.PositiveSmallIntegerField("始めの時", default=0)
    until_hour = models.PositiveSmallIntegerField("終わりの時", default=0)
    source = models.CharField("根拠", max_length=120)

    class Meta:
        verbose_name = "気になる閲覧の規則"
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                name="alert_rule_hours", condition=models.Q(from_hour__lte=23, until_hour__lte=23, least__gte=1)
            )
        ]

    def __str__(self) -> str:
        return self.get_code_display()

    @classmethod
    def in_force(cls, code: Rule, prefecture_id: str, day: date) -> Self | None:
        """The prefecture's own row where it has one, else the national one, the latest; None where it is off."""
        rows = cls.objects.filter(
            models.Q(until__isnull=True) | models.Q(until__gte=day),
            models.Q(prefecture_id=prefecture_id) | models.Q(prefecture__isnull=True),
            code=code,
            since__lte=day,
        )
        found = sorted(rows, key=lambda row: (row.prefecture_id is not None, row.since))
        return found[-1] if found and found[-1].is_on else None


class Alert(models.Model):
    """気になる閲覧. Which rule, who, which case and which row of the trail; never a name. Raised once a day."""

    prefecture_id = models.CharField("都道府県", max_length=6)
    rule = models.CharField("規則", max_length=20, choices=Rule)
    staff_id = models.BigIntegerField("職員")
    case_id = models.UUIDField("案件", null=True)
    row_id = models.BigIntegerField("記録の番号")
    at = models.DateTimeField("閲覧日時")
    day = models.DateField("閲覧日")

    class Meta:
        verbose_name = "気になる閲覧"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="alert_once_a_day",
                fields=["prefecture_id", "rule", "staff_id", "case_id", "day"],
                nulls_distinct=False,
            ),
            models.UniqueConstraint(name="alert_of_tenant", fields=["prefecture_id", "id"]),
        ]
        indexes: ClassVar = [models.Index(name="alert_by_time", fields=["prefecture_id", "-at", "-id"])]

    def __str__(self) -> str:
        return self.get_rule_display()


class AlertNote(models.Model):
    """確認. An auditor looked into it; a second note follows the first, none is changed."""

    class Code(models.TextChoices):
        DUTY = "duty", "業務に必要な閲覧だった"
        ASKED = "asked", "本人に事情を確認した"
        REPORTED = "reported", "所属長に報告した"
        NO_MATTER = "no_matter", "規則に当たっただけで問題はない"

    prefecture_id = models.CharField("都道府県", max_length=6)
    alert = models.ForeignKey(
        Alert, models.PROTECT, related_name="notes", db_constraint=False, verbose_name="気になる閲覧"
    )
    code = models.CharField("確認の結果", max_length=12, choices=Code)
    confirmed_by = models.BigIntegerField("確認者")
    confirmed_at = models.DateTimeField("確認日時")

    class Meta:
        verbose_name = "気になる閲覧の確認"
        default_permissions = ()
        indexes: ClassVar = [models.Index(name="note_of_alert", fields=["prefecture_id", "alert", "id"])]

    def __str__(self) -> str:
        return self.get_code_display()
