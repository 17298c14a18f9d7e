from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from inquiry.catalogue import scope_has_its_days
from inquiry.codes import FindingCode, FindingReason, Kind, ProviderType, Scope, Verdict
from inquiry.vault.models.orders import Person, TakenOrder
from inquiry.vault.models.rows import VaultRow, same_tenant


class Inquiry(VaultRow):
    """情報照会. One person, one kind, one provider; also the 情報提供等記録: who, when, which kind, no values.

    Its id is the id of the request. SENT is committed before the network is asked: what was sent and not answered
    is UNKNOWN, is never sent again, and waits for a person, who leaves it or asks anew by another row.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "送信前"
        SENT = "sent", "送信"
        ASKED = "asked", "回答待ち"
        ANSWERED = "answered", "回答あり"
        NO_RECORD = "no_record", "該当なし"
        STOPPED = "stopped", "提供元停止中"
        FAILED = "failed", "エラー"
        UNKNOWN = "unknown", "結果不明"

    class Settlement(models.TextChoices):
        LEFT = "left", "書類で確認"
        ASKED_ANEW = "asked_anew", "新しく照会"
        UNLINKED = "unlinked", "紐付けの解除"

    class SettledFor(models.TextChoices):
        PHONED = "PHONED", "提供元に電話で確認した"
        PAPER = "PAPER", "申込者から書類を受け取る"
        RESTARTED = "RESTARTED", "提供元の再開を確認した"
        CORRECTED = "CORRECTED", "設定の誤りを直した"
        UNLINKED = "UNLINKED", "紐付けを解除した"

    class Route(models.TextChoices):
        NETWORK = "network", "オンライン"
        FILE = "file", "ファイル"
        RESIDENT = "resident", "住基ネット"

    order = models.ForeignKey(TakenOrder, models.PROTECT, related_name="inquiries", db_constraint=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="inquiries", db_constraint=False)
    kind = models.CharField("種類", max_length=20, choices=Kind)
    provider = models.CharField("提供元", max_length=16)
    provider_type = models.CharField(
        "提供元の種類", max_length=20, choices=ProviderType, default=ProviderType.MUNICIPALITY
    )
    scope = models.CharField("照会条件", max_length=10, choices=Scope, default=Scope.NEWEST)
    from_on = models.DateField("照会開始日", null=True)
    until_on = models.DateField("照会終了日", null=True)
    route = models.CharField("経路", max_length=8, choices=Route, default=Route.NETWORK)
    # What was sent, or is to be: filled by the database from the order, and it sends no protected order without it.
    is_nondisclosure = models.BooleanField("不開示コード", db_default=False, editable=False)
    state = models.CharField("状態", max_length=12, choices=State, default=State.WAITING)
    result_class = models.CharField("結果区分", max_length=24, blank=True)
    receipt = models.CharField("受付番号", max_length=64, blank=True)
    asked_by = models.BigIntegerField("照会担当")
    asked_at = models.DateTimeField("照会日時", null=True)
    answered_at = models.DateTimeField("回答日時", null=True)
    next_at = models.DateTimeField("次回", db_default=Now())
    attempts = models.PositiveSmallIntegerField("回数", default=0)
    settlement = models.CharField("担当者の判断", max_length=12, choices=Settlement, blank=True)
    settled_for = models.CharField("判断の理由", max_length=12, choices=SettledFor, blank=True)
    settled_by = models.BigIntegerField("判断した者", null=True)
    settled_at = models.DateTimeField("判断日時", null=True)

    class Meta:
        verbose_name = "情報照会"
        default_permissions = ()
        constraints: ClassVar = [
            same_tenant(),
            models.UniqueConstraint(
                name="inquiry_once",
                fields=["prefecture_id", "person", "kind", "provider"],
                condition=~models.Q(settlement__in=["asked_anew", "unlinked"]),
            ),
            models.CheckConstraint(
                name="inquiry_settled_by_and_at",
                condition=models.Q(settlement="", settled_for="", settled_by__isnull=True, settled_at__isnull=True)
                | (
                    ~models.Q(settlement="")
                    & ~models.Q(settled_for="")
                    & models.Q(settled_by__isnull=False, settled_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="inquiry_settled_where_open",
                condition=models.Q(settlement__in=["", "unlinked"])
                | models.Q(state__in=["unknown", "stopped", "failed"])
                | models.Q(settlement="left", state__in=["no_record", "answered"]),
            ),
            scope_has_its_days("inquiry_scope_has_its_days"),
            models.CheckConstraint(
                name="inquiry_by_its_road",
                condition=models.Q(provider_type=ProviderType.RESIDENT_NETWORK, route="resident")
                | (~models.Q(provider_type=ProviderType.RESIDENT_NETWORK) & ~models.Q(route="resident")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(name="inquiry_of_order", fields=["prefecture_id", "order", "state"]),
            models.Index(
                name="inquiry_figures",
                fields=["prefecture_id", "order"],
                include=["kind", "state", "settlement", "answered_at"],
            ),
            models.Index(
                name="inquiry_undecided",
                fields=["prefecture_id", "order"],
                condition=models.Q(state__in=["unknown", "stopped", "failed"], settlement=""),
            ),
            models.Index(
                name="inquiry_under_way",
                fields=["prefecture_id", "state", "next_at"],
                condition=models.Q(state__in=["waiting", "sent", "asked"]),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Reading(VaultRow):
    """読み解き. What the answers mean: a coarse verdict by rule version, the same that the slip is told.

    withdrawn_before: how many links of the order had been undone by then (withdrawing.py).
    """

    order = models.ForeignKey(TakenOrder, models.PROTECT, related_name="readings", db_constraint=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="readings", db_constraint=False, null=True)
    code = models.CharField("項目", max_length=30, choices=FindingCode)
    verdict = models.CharField("区分", max_length=20, choices=Verdict)
    rule_version = models.CharField("規則の版", max_length=20)
    withdrawn_before = models.PositiveSmallIntegerField("それまでの紐付けの取消し", default=0, db_default=0)
    reason = models.CharField("要確認の理由", max_length=10, choices=FindingReason, blank=True, db_default="")

    class Meta:
        verbose_name = "読み解き"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="reading_once",
                fields=["prefecture_id", "order", "code", "person", "withdrawn_before"],
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()}：{self.get_verdict_display()}"
