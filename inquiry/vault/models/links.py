from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from inquiry.vault.models.orders import Person
from inquiry.vault.models.rows import VaultRow, same_tenant


class Candidate(VaultRow):
    """候補者. Whom the resident network found for a person: how it compares, by code; its items are sealed."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="candidates", db_constraint=False)
    position = models.PositiveSmallIntegerField("順")
    outcome = models.CharField("判定", max_length=20)
    differing = ArrayField(models.CharField(max_length=12), verbose_name="相違する項目", default=list)
    sentence = models.CharField("判定の説明", max_length=200, blank=True)

    class Meta:
        verbose_name = "候補者"
        default_permissions = ()
        constraints: ClassVar = [
            same_tenant(),
            models.UniqueConstraint(name="candidate_once", fields=["prefecture_id", "person", "position"]),
            models.UniqueConstraint(name="candidate_with_person", fields=["prefecture_id", "person", "id"]),
        ]

    def __str__(self) -> str:
        return f"候補{self.position + 1}"


class LinkProposal(VaultRow):
    """紐付けの提案と確定. Two different officers, a reason and evidence; what was proposed is never changed.

    One that a second officer rejects stays as it is, and another may be proposed.
    """

    class Evidence(models.TextChoices):
        RESIDENT_RECORD = "RESIDENT_RECORD", "住民票の写し"
        IDENTITY_PAPER = "IDENTITY_PAPER", "本人確認書類"
        ASKED_PERSON = "ASKED_PERSON", "本人への照会"
        REGISTER_HISTORY = "REGISTER_HISTORY", "異動履歴"

    class Reason(models.TextChoices):
        MOVED = "MOVED", "転居"
        GLYPH = "GLYPH", "字体の違い"
        RENAMED = "RENAMED", "氏名の変更"
        SLIP = "SLIP", "申込書の書き誤り"
        UNKNOWN_DATE = "UNKNOWN_DATE", "生年月日の不詳"

    person = models.ForeignKey(Person, models.PROTECT, related_name="proposals", db_constraint=False)
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="proposals", db_constraint=False)
    reason = models.CharField("理由", max_length=20, choices=Reason)
    evidence = models.CharField("確認した資料", max_length=20, choices=Evidence)
    proposed_by = models.BigIntegerField("提案者")
    confirmed_by = models.BigIntegerField("確定者", null=True)
    confirmed_at = models.DateTimeField("確定日時", null=True)
    rejected_by = models.BigIntegerField("取下げた者", null=True)
    rejected_at = models.DateTimeField("取下げ日時", null=True)

    class Meta:
        verbose_name = "紐付けの提案"
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                name="link_two_officers",
                condition=models.Q(confirmed_by__isnull=True) | ~models.Q(confirmed_by=models.F("proposed_by")),
            ),
            models.CheckConstraint(
                name="link_confirmed_by_and_at",
                condition=models.Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="link_rejected_by_and_at",
                condition=models.Q(rejected_by__isnull=True, rejected_at__isnull=True)
                | models.Q(rejected_by__isnull=False, rejected_at__isnull=False),
            ),
            models.CheckConstraint(
                name="link_confirmed_or_rejected",
                condition=models.Q(confirmed_by__isnull=True) | models.Q(rejected_by__isnull=True),
            ),
            models.UniqueConstraint(
                name="link_proposed_once",
                fields=["prefecture_id", "person"],
                condition=models.Q(rejected_by__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()
