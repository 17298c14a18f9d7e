"""照会の作法. How fast, when, and whether at all the networks are asked; nothing of a person stands here."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from inquiry.vault.models.inquiries import Inquiry
from inquiry.vault.models.rows import VaultRow


class Source(models.TextChoices):
    """照会先. A connection to a network of the state: what is limited, and what can be stopped."""

    RESIDENT = "resident", "住民基本台帳ネットワーク"
    INFORMATION = "information", "情報提供ネットワークシステム"


class LineRule(models.Model):
    """照会の作法. Of one connection, from a day on; written by the owner alone, and the newest that has begun holds.

    per_second NULL is no limit, which is for stand-ins. Between quiet_from and quiet_until (Japan's time) nothing is
    sent. After open_after faults in a row the breaker opens for pause_seconds, doubling up to longest_pause_seconds.
    """

    line = models.CharField("照会先", max_length=12, choices=Source)
    since = models.DateField("適用日")
    per_second = models.PositiveSmallIntegerField("1秒あたりの上限", null=True)
    quiet_from = models.TimeField("休止の開始", null=True)
    quiet_until = models.TimeField("休止の終了", null=True)
    open_after = models.PositiveSmallIntegerField("続けて失敗したら止める回数")
    pause_seconds = models.PositiveIntegerField("止める秒数")
    longest_pause_seconds = models.PositiveIntegerField("止める秒数の上限")
    kept_hours = models.PositiveSmallIntegerField("送信の記録を残す時間")
    source = models.CharField("根拠", max_length=300)

    class Meta:
        verbose_name = "照会の作法"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(name="line_rule_from_a_day", fields=["line", "since"]),
            models.CheckConstraint(name="line_rule_limit", condition=models.Q(per_second__gte=1)),
            models.CheckConstraint(
                name="line_rule_quiet_from_and_until",
                condition=models.Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | models.Q(quiet_from__isnull=False, quiet_until__isnull=False),
            ),
            models.CheckConstraint(
                name="line_rule_pauses",
                condition=models.Q(
                    open_after__gte=1, pause_seconds__gte=1, longest_pause_seconds__gte=models.F("pause_seconds")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.since}"


class LineState(models.Model):
    """回線の状態. When the next request may begin; whoever takes turns locks this row."""

    line = models.CharField("照会先", max_length=12, choices=Source, primary_key=True)
    free_at = models.DateTimeField("次に送れる日時", db_default=Now())

    class Meta:
        verbose_name = "回線の状態"
        default_permissions = ()

    def __str__(self) -> str:
        return self.line


class Send(models.Model):
    """送信の記録. One turn that was given: when, for which prefecture. The limit is counted from these rows."""

    line = models.CharField("照会先", max_length=12, choices=Source)
    prefecture_id = models.CharField("都道府県", max_length=6)
    sent_at = models.DateTimeField("送信日時")

    class Meta:
        verbose_name = "送信の記録"
        default_permissions = ()
        indexes: ClassVar = [
            models.Index(name="send_by_time", fields=["line", "sent_at"]),
            models.Index(name="send_of_prefecture", fields=["prefecture_id", "line", "sent_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.sent_at}"


class Breaker(models.Model):
    """遮断器. Faults in a row of a connection (provider '') or of a provider behind it; open while opened_at is set."""

    line = models.CharField("照会先", max_length=12, choices=Source)
    provider = models.CharField("提供元", max_length=16, blank=True)
    fault_count = models.PositiveIntegerField("続いた失敗", default=0)
    opened_at = models.DateTimeField("遮断日時", null=True)
    probe_at = models.DateTimeField("試す日時", null=True)
    pause_seconds = models.PositiveIntegerField("止める秒数", default=0)

    class Meta:
        verbose_name = "遮断器"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(name="breaker_once", fields=["line", "provider"]),
            models.CheckConstraint(
                name="breaker_opened_and_probed",
                condition=models.Q(opened_at__isnull=True, probe_at__isnull=True)
                | models.Q(opened_at__isnull=False, probe_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.provider}"


class Stop(VaultRow):
    """照会の停止. A prefecture sends nothing to this network until somebody resumes it."""

    class Reason(models.TextChoices):
        ANNOUNCED = "ANNOUNCED", "相手方から停止の予告があった"
        WRONG_ANSWERS = "WRONG_ANSWERS", "回答の誤りが疑われる"
        WRONG_PERSON = "WRONG_PERSON", "別人の照会が疑われる"
        INCIDENT = "INCIDENT", "情報セキュリティ上の事案"
        INSTRUCTED = "INSTRUCTED", "責任者の指示"

    class Resumption(models.TextChoices):
        RESTORED = "RESTORED", "相手方の再開を確認した"
        CHECKED = "CHECKED", "回答に誤りがないことを確認した"
        SETTLED = "SETTLED", "事案の対応が終わった"
        ORDERED = "ORDERED", "責任者の指示"

    line = models.CharField("照会先", max_length=12, choices=Source)
    reason = models.CharField("停止の理由", max_length=20, choices=Reason)
    stopped_by = models.BigIntegerField("停止した者")
    resumed_for = models.CharField("再開の理由", max_length=20, choices=Resumption, blank=True)
    resumed_by = models.BigIntegerField("再開した者", null=True)
    resumed_at = models.DateTimeField("再開日時", null=True)

    class Meta:
        verbose_name = "照会の停止"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="stop_once", fields=["prefecture_id", "line"], condition=models.Q(resumed_by__isnull=True)
            ),
            models.CheckConstraint(
                name="stop_resumed_by_and_at",
                condition=models.Q(resumed_by__isnull=True, resumed_at__isnull=True, resumed_for="")
                | (models.Q(resumed_by__isnull=False, resumed_at__isnull=False) & ~models.Q(resumed_for="")),
            ),
        ]
        indexes: ClassVar = [models.Index(name="stop_by_time", fields=["prefecture_id", "-created_at", "id"])]

    def __str__(self) -> str:
        return self.get_line_display()


class RefusedAnswer(VaultRow):
    """受け取らなかった回答. Why, its size and its digest: to find it in the network's log; nothing of it."""

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="refused_answers", db_constraint=False)
    reason = models.CharField("受け取らなかった理由", max_length=40)
    size = models.PositiveIntegerField("大きさ（バイト）")
    digest = models.CharField("ハッシュ値", max_length=64)

    class Meta:
        verbose_name = "受け取らなかった回答"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(name="refused_answer_once", fields=["prefecture_id", "inquiry", "digest"]),
            models.CheckConstraint(name="refused_answer_by_code", condition=models.Q(reason__regex="^[a-z_]{1,40}$")),
            models.CheckConstraint(name="refused_answer_digest", condition=models.Q(digest__regex="^[0-9a-f]{64}$")),
        ]
        indexes: ClassVar = [models.Index(name="refused_answer_by_time", fields=["prefecture_id", "-created_at", "id"])]

    def __str__(self) -> str:
        return self.reason
