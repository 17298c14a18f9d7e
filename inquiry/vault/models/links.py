from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from inquiry.vault.models.orders import Person, TakenOrder
from inquiry.vault.models.rows import VaultRow, same_tenant


class Candidate(VaultRow):
    """候補者. Whom the resident network found for a person: how it compares, by code; its items are sealed.

    Everybody who was found is on record with the reason; who is certainly somebody else has no items kept.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="candidates", db_constraint=False)
    position = models.PositiveSmallIntegerField("順")
    outcome = models.CharField("判定", max_length=20)
    differing = ArrayField(models.CharField(max_length=12), verbose_name="相違する項目", default=list)
    sentence = models.CharField("判定の説明", max_length=200, blank=True)
    fits_member_id = models.UUIDField("4情報が一致するほかの世帯員", null=True)

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
    alone_at = models.DateTimeField("一人で紐付けた日時（後確認が要る）", null=True)
    undone_at = models.DateTimeField("紐付けを解除した日時", null=True)

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
                condition=models.Q(rejected_by__isnull=True, undone_at__isnull=True),
            ),
            models.UniqueConstraint(name="proposal_with_person", fields=["prefecture_id", "person", "id"]),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()


class Link(VaultRow):
    """紐付け. That a person had this number registered, from when to when and on what; never the number.

    Fewer than four items take a proposal of officers. An officer undoes it, the worker ends it: the number is
    destroyed, and how many inquiries had been made through it stays.
    """

    class UndoneFor(models.TextChoices):
        OTHER_PERSON = "OTHER_PERSON", "別の方の番号だった"
        FAMILY_MEMBER = "FAMILY_MEMBER", "ほかの世帯員の番号だった"
        NOT_CONFIRMED = "NOT_CONFIRMED", "後確認で認められなかった"
        FORM_CORRECTED = "FORM_CORRECTED", "申込書の記載が訂正された"

    person = models.ForeignKey(Person, models.PROTECT, related_name="links", db_constraint=False)
    proposal = models.ForeignKey(LinkProposal, models.PROTECT, null=True, related_name="links", db_constraint=False)
    agreeing = models.PositiveSmallIntegerField("一致した項目の数")
    undone_by = models.BigIntegerField("解除した者", null=True)
    undone_at = models.DateTimeField("解除日時", null=True)
    undone_for = models.CharField("解除の理由", max_length=20, choices=UndoneFor, blank=True)
    ended_at = models.DateTimeField("番号を廃棄した日時", null=True)
    inquiry_count = models.PositiveSmallIntegerField("この紐付けで行った照会の数", default=0)
    # which undoing of its order it was: what was told before it is withdrawn
    withdrawal = models.PositiveSmallIntegerField("取消しの番号", null=True)

    class Meta:
        verbose_name = "紐付け"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="link_once", fields=["prefecture_id", "person"], condition=models.Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                name="link_by_four_items_or_officers",
                condition=models.Q(agreeing=4) | models.Q(proposal__isnull=False),
            ),
            models.CheckConstraint(
                name="link_undone_by_and_at",
                condition=models.Q(undone_by__isnull=True, undone_at__isnull=True, undone_for="")
                | (models.Q(undone_by__isnull=False, undone_at__isnull=False) & ~models.Q(undone_for="")),
            ),
            models.CheckConstraint(
                name="link_ends_where_undone",
                condition=models.Q(ended_at__isnull=True) | models.Q(undone_at__isnull=False),
            ),
            models.CheckConstraint(
                name="link_withdrawn_where_undone",
                condition=models.Q(withdrawal__isnull=True) | models.Q(undone_at__isnull=False, withdrawal__gte=1),
            ),
        ]
        indexes: ClassVar = [models.Index(name="link_by_time", fields=["prefecture_id", "-created_at"])]

    def __str__(self) -> str:
        return f"{self.agreeing}項目"


class NumberMark(VaultRow):
    """番号の印. A keyed digest, equal where numbers are, so that two people do not share one; the worker's alone.

    Of a person's registered number, or of a candidate's; destroyed with the number.
    """

    order = models.ForeignKey(TakenOrder, models.PROTECT, related_name="+", db_constraint=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="marks", db_constraint=False)
    candidate = models.ForeignKey(Candidate, models.PROTECT, null=True, related_name="marks", db_constraint=False)
    mark = models.CharField("印", max_length=64)

    class Meta:
        verbose_name = "番号の印"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="mark_once", fields=["prefecture_id", "person", "candidate"], nulls_distinct=False
            ),
            models.UniqueConstraint(
                name="number_once_in_a_household",
                fields=["prefecture_id", "order", "mark"],
                condition=models.Q(candidate__isnull=True),
            ),
        ]
        indexes: ClassVar = [models.Index(name="mark_of_number", fields=["prefecture_id", "mark"])]

    def __str__(self) -> str:
        return str(self.person_id)
