from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from councils.household import Relation
from inquiry.codes import Kind, LegalBasis, MutualAid, ProgressCode, Purpose
from inquiry.vault.models.rows import VaultRow, same_tenant


class TakenOrder(VaultRow):
    """受付済みの照会依頼. The vault's own copy of an order, so that the pages need no connection to the cases.

    Its id is that of the order on the slip.
    """

    case_id = models.UUIDField("案件")
    reference = models.CharField("県受付番号", max_length=30)
    purpose = models.CharField("照会目的", max_length=20, choices=Purpose)
    legal_basis = models.CharField("根拠", max_length=20, choices=LegalBasis)
    is_nondisclosure = models.BooleanField("不開示", default=False)
    # when a flag that came after the order reached it; NULL where it came with the order, or none did
    protected_at = models.DateTimeField("支援措置の反映日時", null=True)
    ordered_name = models.CharField("依頼者名", max_length=60)
    ordered_at = models.DateTimeField("依頼日時")
    is_urgent = models.BooleanField("至急", default=False)
    fund = models.CharField("資金の種類", max_length=20, blank=True, db_default="")
    # what the slip was told last, and how often it was told something
    progress = models.CharField("進み", max_length=20, choices=ProgressCode, default=ProgressCode.TAKEN_UP)
    progress_done = models.PositiveSmallIntegerField("済", default=0)
    progress_total = models.PositiveSmallIntegerField("全", default=0)
    told_count = models.PositiveSmallIntegerField("知らせた回数", default=0)
    closed_at = models.DateTimeField("番号廃棄日時", null=True)

    class Meta:
        verbose_name = "照会依頼"
        default_permissions = ()
        constraints: ClassVar = [same_tenant()]
        indexes: ClassVar = [
            models.Index(name="taken_order_by_time", fields=["prefecture_id", "ordered_at", "id"]),
            models.Index(
                name="taken_order_figures",
                fields=["prefecture_id", "ordered_at"],
                include=["id", "purpose", "legal_basis"],
            ),
            models.Index(name="taken_order_by_case", fields=["prefecture_id", "case_id"]),
            models.Index(
                name="taken_order_of_day",
                fields=["prefecture_id", "is_urgent", "ordered_at", "id"],
                condition=models.Q(closed_at__isnull=True),
            ),
            models.Index(
                name="taken_order_closed",
                fields=["prefecture_id", "-ordered_at", "id"],
                condition=models.Q(closed_at__isnull=False),
            ),
            models.Index(name="taken_order_by_taking", fields=["prefecture_id", "created_at"]),
            models.Index(
                name="taken_order_protected_late",
                fields=["prefecture_id", "protected_at"],
                condition=models.Q(protected_at__isnull=False),
            ),
            models.Index(
                name="taken_order_protected_open",
                fields=["prefecture_id"],
                condition=models.Q(is_nondisclosure=True, closed_at__isnull=True),
            ),
            models.Index(name="taken_order_by_reference", fields=["prefecture_id", "reference"]),
            models.Index(
                name="taken_order_open",
                fields=["prefecture_id", "ordered_at"],
                condition=models.Q(closed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Person(VaultRow):
    """照会対象者. The four items as declared, and how far the person has been fixed; never the number.

    ASKED is committed before the resident network is asked: a lookup leaves a record there too, so one that was sent
    and not answered is UNKNOWN, is not repeated by itself, and waits for an officer.
    """

    class Link(models.TextChoices):
        WAITING = "waiting", "本人特定待ち"
        ASKED = "asked", "本人特定待ち（住基ネットに照会中）"
        UNKNOWN = "unknown", "住基ネットの結果不明"
        LINKED = "linked", "本人特定済み"
        NEEDS_PERSON = "needs_person", "担当者の確認が必要"
        PROPOSED = "proposed", "確認者の確定待ち"
        CONFIRMED = "confirmed", "確定済み（登録中）"
        UNLINKING = "unlinking", "紐付けを解除中"
        LEFT_OUT = "left_out", "照会しない（書類で確認）"

    order = models.ForeignKey(TakenOrder, models.PROTECT, related_name="persons", db_constraint=False)
    case_id = models.UUIDField("案件")
    member_id = models.UUIDField("世帯員")
    position = models.PositiveSmallIntegerField("順")
    name = models.CharField("氏名", max_length=60)
    kana = models.CharField("フリガナ", max_length=80)
    born = models.CharField("生年月日", max_length=10)
    sex = models.CharField("性別", max_length=1, blank=True)
    address = models.CharField("住所", max_length=120)
    relation = models.CharField("続柄", max_length=12, choices=Relation)
    kinds = ArrayField(models.CharField(max_length=20, choices=Kind), verbose_name="照会する情報")
    former_addresses = ArrayField(models.CharField(max_length=120), verbose_name="前住所", default=list)
    mutual_aids = ArrayField(
        models.CharField(max_length=16, choices=MutualAid), verbose_name="加入していた共済", default=list
    )
    link = models.CharField("本人特定", max_length=14, choices=Link, default=Link.WAITING)
    link_sentence = models.CharField("判定の説明", max_length=200, blank=True)
    looked_up_at = models.DateTimeField("住基ネット照会日時", null=True)
    # from then on nothing more is asked about this person; what was asked stays
    revoked_at = models.DateTimeField("同意の取消しの反映日時", null=True)

    class Meta:
        verbose_name = "照会対象者"
        default_permissions = ()
        constraints: ClassVar = [
            same_tenant(),
            models.UniqueConstraint(name="person_once_per_order", fields=["prefecture_id", "order", "member_id"]),
            models.UniqueConstraint(name="person_with_order", fields=["prefecture_id", "order", "id"]),
        ]
        indexes: ClassVar = [
            models.Index(name="person_by_kana_and_birth", fields=["prefecture_id", "kana", "born"]),
            models.Index(
                name="person_to_confirm",
                fields=["prefecture_id", "order"],
                condition=models.Q(link__in=["needs_person", "proposed", "unknown"]),
            ),
            models.Index(
                name="person_revoked", fields=["prefecture_id", "order"], condition=models.Q(revoked_at__isnull=False)
            ),
            models.Index(name="person_with_home", fields=["prefecture_id", "case_id"], condition=~models.Q(address="")),
        ]

    def __str__(self) -> str:
        return self.name
