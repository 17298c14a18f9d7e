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
            models.Index(name="trail_by_time", fields=["prefecture_id", "-at", "-id"]),
            models.Index(
                name="trail_by_case",
                fields=["prefecture_id", "case_id", "-at", "-id"],
                condition=models.Q(case_id__isnull=False),
            ),
            models.Index(name="trail_by_staff", fields=["prefecture_id", "staff_id", "-at", "-id"]),
            models.Index(
                name="trail_by_subject",
                fields=["prefecture_id", "subject_id", "-at", "-id"],
                condition=models.Q(subject_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb}"


class TrailSeal(models.Model):
    """封印. A batch of rows under one root, chained to the batch before of the same prefecture (README).

    The chain of rows of no prefecture (before anybody is known) is named "". Written by the sealer's login alone.
    """

    prefecture_id = models.CharField("都道府県", max_length=6, blank=True)
    number = models.BigIntegerField("番号")
    sealed_at = models.DateTimeField("封印日時")
    row_ids = ArrayField(models.BigIntegerField(), verbose_name="記録の番号")
    leaves = models.TextField("記録ごとの要約値")
    root = models.CharField("根", max_length=64)
    before = models.CharField("前の封印", max_length=64)
    digest = models.CharField("封印の値", max_length=64)

    class Meta:
        verbose_name = "封印"
        default_permissions = ()
        constraints: ClassVar = [
            # Two sealers at once: the second to come finds the number taken, and begins anew.
            models.UniqueConstraint(name="seal_number", fields=["prefecture_id", "number"]),
            models.CheckConstraint(name="seal_counts_from_one", condition=models.Q(number__gte=1)),
        ]
        indexes: ClassVar = [models.Index(name="seal_by_time", fields=["prefecture_id", "sealed_at"])]

    def __str__(self) -> str:
        return f"{self.prefecture_id} {self.number}"


class SealCheck(models.Model):
    """封印の確認. What the regular check of one chain found, and up to which seal it looked."""

    class Result(models.TextChoices):
        INTACT = "intact", "異常なし"
        BROKEN = "broken", "異常あり"

    prefecture_id = models.CharField("都道府県", max_length=6, blank=True)
    at = models.DateTimeField("日時")
    upto = models.BigIntegerField("確認した最後の封印")
    result = models.CharField("結果", max_length=10, choices=Result)
    finding = models.CharField("異常の種類", max_length=20, blank=True)
    seal_number = models.BigIntegerField("異常のある封印", null=True)
    row_id = models.BigIntegerField("異常のある記録", null=True)

    class Meta:
        verbose_name = "封印の確認"
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                name="check_names_what_it_found",
                condition=models.Q(result="intact", finding="") | (models.Q(result="broken") & ~models.Q(finding="")),
            )
        ]
        indexes: ClassVar = [models.Index(name="check_by_time", fields=["prefecture_id", "-at"])]

    def __str__(self) -> str:
        return f"{self.prefecture_id} {self.result}"


class Anchoring(models.Model):
    """係留. How long an anchor outside the database was after the last line, so that a shortened one is noticed."""

    at = models.DateTimeField("日時")
    anchor = models.CharField("係留先", max_length=60)
    lines = models.BigIntegerField("行数")
    digest = models.CharField("最後の行の値", max_length=64)

    class Meta:
        verbose_name = "係留"
        default_permissions = ()
        indexes: ClassVar = [models.Index(name="anchoring_newest", fields=["anchor", "-lines"])]

    def __str__(self) -> str:
        return f"{self.anchor} {self.lines}"
