from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models.functions import TruncDate
from django.utils import timezone

from inquiry.vault.models.orders import Person, TakenOrder
from inquiry.vault.models.rows import VaultRow, same_tenant

JAPAN = ZoneInfo("Asia/Tokyo")


def _by_and_at(name: str, act: str) -> models.CheckConstraint:
    both = models.Q(**{f"{act}_by__isnull": False, f"{act}_at__isnull": False})
    neither = models.Q(**{f"{act}_by__isnull": True, f"{act}_at__isnull": True})
    return models.CheckConstraint(name=f"{name}_{act}_by_and_at", condition=both | neither)


def _another(name: str, act: str, first: str) -> models.CheckConstraint:
    condition = models.Q(**{f"{act}_by__isnull": True}) | ~models.Q(**{f"{act}_by": models.F(first)})
    return models.CheckConstraint(name=name, condition=condition)


class Mishap(VaultRow):
    """誤照会など. Somebody was asked about who should not have been, or without 不開示コード.

    A wrong-person row quarantines the person's answers from the moment it is there: the database shows nothing more.
    A second officer confirms (the worker then destroys) or says that it was no mistake.
    """

    class What(models.TextChoices):
        WRONG_PERSON = "WRONG_PERSON", "誤照会（別の方について照会した）"
        EXPOSED = "EXPOSED", "不開示コードを付けずに照会した"

    class Cause(models.TextChoices):
        WRONG_LINK = "WRONG_LINK", "別の方の記録と紐付けた"
        WRONG_DECLARATION = "WRONG_DECLARATION", "申込書の氏名・生年月日などが別の方のものだった"
        WRONG_ORDER = "WRONG_ORDER", "照会する必要のない方を依頼した"
        FLAG_LATE = "FLAG_LATE", "支援措置の連絡が照会の後だった"

    class Leak(models.TextChoices):
        YES = "YES", "漏えい等に当たる（おそれを含む）"
        MALICE = "MALICE", "漏えい等に当たり、不正の目的のおそれがある"
        NO = "NO", "漏えい等に当たらない"

    order = models.ForeignKey(TakenOrder, models.PROTECT, related_name="mishaps", db_constraint=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="mishaps", db_constraint=False, null=True)
    what = models.CharField("出来事", max_length=12, choices=What)
    cause = models.CharField("原因", max_length=20, choices=Cause)
    known_on = models.DateField("知った日")
    proposed_by = models.BigIntegerField("申し出た者", null=True)
    confirmed_by = models.BigIntegerField("廃棄を確定した者", null=True)
    confirmed_at = models.DateTimeField("廃棄の確定日時", null=True)
    destroyed_at = models.DateTimeField("廃棄日時", null=True)
    # how often the slip was told: that what it was told is not to be used, then perhaps that it stands after all
    told_count = models.PositiveSmallIntegerField("知らせた回数", default=0)
    lifted_by = models.BigIntegerField("誤りでないとした者", null=True)
    lifted_at = models.DateTimeField("誤りでないとした日時", null=True)
    leak = models.CharField("漏えい等の判断", max_length=8, choices=Leak, blank=True)
    judged_by = models.BigIntegerField("漏えい等を判断した者", null=True)
    judged_at = models.DateTimeField("漏えい等の判断日時", null=True)
    ended_by = models.BigIntegerField("対応を終えた者", null=True)
    ended_at = models.DateTimeField("対応を終えた日時", null=True)

    class Meta:
        verbose_name = "誤照会など"
        default_permissions = ()
        constraints: ClassVar = [
            same_tenant(),
            *(_by_and_at("mishap", act) for act in ("confirmed", "lifted", "judged", "ended")),
            _another("mishap_destroyed_by_two", "confirmed", "proposed_by"),
            _another("mishap_lifted_by_another", "lifted", "proposed_by"),
            models.CheckConstraint(
                name="mishap_of_person",
                condition=models.Q(what="WRONG_PERSON", person__isnull=False, proposed_by__isnull=False)
                | models.Q(what="EXPOSED", person__isnull=True),
            ),
            # The clock of the reports begins on that day, so it is none that is still to come.
            models.CheckConstraint(
                name="mishap_known_by_its_day",
                condition=models.Q(known_on__lte=TruncDate("created_at", tzinfo=JAPAN)),
            ),
            models.CheckConstraint(
                name="mishap_confirmed_or_lifted",
                condition=models.Q(confirmed_by__isnull=True) | models.Q(lifted_by__isnull=True),
            ),
            models.CheckConstraint(
                name="mishap_destroyed_once_confirmed",
                condition=models.Q(destroyed_at__isnull=True) | models.Q(confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="mishap_judged_by_code", condition=models.Q(leak="", judged_by__isnull=True) | ~models.Q(leak="")
            ),
            models.CheckConstraint(
                name="mishap_ended_once_done",
                condition=models.Q(ended_by__isnull=True)
                | (~models.Q(leak="") & (models.Q(what="EXPOSED") | models.Q(destroyed_at__isnull=False))),
            ),
            models.UniqueConstraint(
                name="mishap_once_per_person",
                fields=["prefecture_id", "person"],
                condition=models.Q(lifted_by__isnull=True),
            ),
            models.UniqueConstraint(
                name="mishap_exposed_once_per_order",
                fields=["prefecture_id", "order"],
                condition=models.Q(what="EXPOSED"),
            ),
        ]
        indexes: ClassVar = [
            models.Index(name="mishap_by_time", fields=["prefecture_id", "-created_at", "id"]),
            models.Index(name="mishap_of_order", fields=["prefecture_id", "order"]),
            models.Index(
                name="mishap_open_by_time",
                fields=["prefecture_id", "-created_at", "id"],
                condition=models.Q(ended_at__isnull=True, lifted_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.get_what_display()

    @property
    def is_open(self) -> bool:
        return self.ended_at is None and self.lifted_at is None


class MishapStep(VaultRow):
    """対応の記録. One thing that was done about it, on which day and by whom; never changed."""

    class Step(models.TextChoices):
        ANNOTATE = "ANNOTATE", "情報提供等の記録への追記"
        CONTACT = "CONTACT", "提供元への連絡（不開示の設定の依頼）"
        INSIDE = "INSIDE", "機関内の報告"
        SECOND = "SECOND", "誤って照会した方へのお知らせ"
        PROMPT = "PROMPT", "個人情報保護委員会への速報"
        FULL = "FULL", "個人情報保護委員会への確報"
        NOTICE = "NOTICE", "本人への通知"

    mishap = models.ForeignKey(Mishap, models.PROTECT, related_name="steps", db_constraint=False)
    step = models.CharField("対応", max_length=8, choices=Step)
    done_on = models.DateField("行った日")
    done_by = models.BigIntegerField("記録した者")

    class Meta:
        verbose_name = "対応の記録"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(name="mishap_step_once", fields=["prefecture_id", "mishap", "step"])
        ]

    def __str__(self) -> str:
        return self.get_step_display()


class StopSeen(VaultRow):
    """支援措置の確認. An officer read what a protected household needs, before the first inquiry."""

    order = models.ForeignKey(TakenOrder, models.PROTECT, related_name="stops_seen", db_constraint=False)
    confirmed_by = models.BigIntegerField("確認した者")

    class Meta:
        verbose_name = "支援措置の確認"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(name="stop_seen_once", fields=["prefecture_id", "order", "confirmed_by"])
        ]

    def __str__(self) -> str:
        return str(self.created_at)


class Emergency(VaultRow):
    """緊急閲覧. One order of an ended case, opened by two persons for 30 minutes, and reviewed afterwards."""

    class Purpose(models.TextChoices):
        LIFE = "LIFE", "人の生命・身体・財産を守るため"
        COMPLAINT = "COMPLAINT", "本人の苦情・問い合わせに答えるため"
        INSPECTION = "INSPECTION", "検査・監査に答えるため"
        MISTAKE = "MISTAKE", "誤照会や漏えいの調べのため"

    class Review(models.TextChoices):
        PROPER = "PROPER", "必要な閲覧だった"
        IMPROPER = "IMPROPER", "不適切な閲覧だった（別に対応する）"

    order = models.ForeignKey(TakenOrder, models.PROTECT, related_name="emergencies", db_constraint=False)
    purpose = models.CharField("目的", max_length=12, choices=Purpose)
    asked_by = models.BigIntegerField("申し出た者")
    allowed_by = models.BigIntegerField("認めた者", null=True)
    allowed_at = models.DateTimeField("認めた日時", null=True)
    refused_by = models.BigIntegerField("認めなかった者", null=True)
    refused_at = models.DateTimeField("認めなかった日時", null=True)
    review = models.CharField("事後の確認", max_length=10, choices=Review, blank=True)
    reviewed_by = models.BigIntegerField("事後に確認した者", null=True)
    reviewed_at = models.DateTimeField("事後の確認日時", null=True)

    class Meta:
        verbose_name = "緊急閲覧"
        default_permissions = ()
        constraints: ClassVar = [
            same_tenant(),
            *(_by_and_at("emergency", act) for act in ("allowed", "refused", "reviewed")),
            _another("emergency_two_persons", "allowed", "asked_by"),
            _another("emergency_reviewer_did_not_ask", "reviewed", "asked_by"),
            _another("emergency_reviewer_did_not_allow", "reviewed", "allowed_by"),
            models.CheckConstraint(
                name="emergency_allowed_or_refused",
                condition=models.Q(allowed_by__isnull=True) | models.Q(refused_by__isnull=True),
            ),
            models.CheckConstraint(
                name="emergency_reviewed_once_allowed",
                condition=models.Q(review="", reviewed_by__isnull=True)
                | (~models.Q(review="") & models.Q(reviewed_by__isnull=False, allowed_by__isnull=False)),
            ),
        ]
        indexes: ClassVar = [
            models.Index(name="emergency_by_time", fields=["prefecture_id", "-created_at", "id"]),
            models.Index(name="emergency_of_order", fields=["prefecture_id", "order"]),
            models.Index(
                name="emergency_waiting",
                fields=["prefecture_id", "-created_at", "id"],
                condition=models.Q(allowed_at__isnull=True, refused_at__isnull=True),
            ),
            models.Index(
                name="emergency_unreviewed",
                fields=["prefecture_id", "-created_at", "id"],
                condition=models.Q(allowed_at__isnull=False, reviewed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.get_purpose_display()

    @property
    def is_overdue(self) -> bool:
        """The day after it was allowed has passed, and nobody has reviewed it."""
        if self.allowed_at is None or self.reviewed_at is not None:
            return False
        return (timezone.localdate() - timezone.localtime(self.allowed_at).date()).days > 1


class Term(VaultRow):
    """期限の設定. Days of this prefecture, from a day on; until one is entered the default of terms.py counts."""

    class What(models.TextChoices):
        ANSWERS = "ANSWERS", "回答を保存する日数（案件の終了から）"
        PROMPT = "PROMPT", "速報までの日数（知った日から）"
        FULL = "FULL", "確報までの日数（知った日から）"
        FULL_MALICE = "FULL_MALICE", "確報までの日数（不正の目的のおそれがあるとき）"

    what = models.CharField("期限", max_length=12, choices=What)
    days = models.PositiveSmallIntegerField("日数")
    valid_from = models.DateField("適用開始日")
    source = models.CharField("根拠資料", max_length=200)
    entered_by = models.BigIntegerField("登録者")

    class Meta:
        verbose_name = "期限の設定"
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(name="term_has_days", condition=models.Q(days__gte=1, days__lte=3_660)),
            models.CheckConstraint(name="term_has_source", condition=~models.Q(source="")),
        ]
        indexes: ClassVar = [models.Index(name="term_newest", fields=["prefecture_id", "what", "-valid_from"])]

    def __str__(self) -> str:
        return self.get_what_display()
