import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from inquiry.codes import Kind, LegalBasis, ProgressCode, Purpose


class VaultRow(models.Model):
    """保管庫の行."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    prefecture_id = models.CharField("都道府県", max_length=6)
    created_at = models.DateTimeField("作成日時", db_default=Now(), editable=False)

    class Meta:
        abstract = True


def _same_tenant() -> list[models.UniqueConstraint]:
    return [models.UniqueConstraint(name="%(class)s_of_prefecture", fields=["prefecture_id", "id"])]


class TakenOrder(VaultRow):
    """受付済みの照会依頼. The vault's own copy of an order, so that the pages need no connection to the cases."""

    case_id = models.UUIDField("案件")
    reference = models.CharField("県受付番号", max_length=30)
    purpose = models.CharField("照会目的", max_length=20, choices=Purpose)
    legal_basis = models.CharField("根拠", max_length=20, choices=LegalBasis)
    is_nondisclosure = models.BooleanField("不開示", default=False)
    ordered_name = models.CharField("依頼者名", max_length=60)
    ordered_at = models.DateTimeField("依頼日時")
    progress = models.CharField("進み", max_length=20, choices=ProgressCode, default=ProgressCode.TAKEN_UP)
    closed_at = models.DateTimeField("番号廃棄日時", null=True)

    class Meta:
        verbose_name = "照会依頼"
        default_permissions = ()
        constraints: ClassVar = _same_tenant()
        indexes: ClassVar = [
            models.Index(name="taken_order_by_time", fields=["prefecture_id", "ordered_at", "id"]),
            models.Index(name="taken_order_by_case", fields=["prefecture_id", "case_id"]),
        ]

    def __str__(self) -> str:
        return self.reference


class Person(VaultRow):
    """照会対象者. The four items as declared, and how far the person has been fixed; never the number."""

    class Link(models.TextChoices):
        WAITING = "waiting", "本人特定待ち"
        LINKED = "linked", "本人特定済み"
        NEEDS_PERSON = "needs_person", "担当者の確認が必要"
        PROPOSED = "proposed", "確認者の確定待ち"

    order = models.ForeignKey(TakenOrder, models.PROTECT, related_name="persons", db_constraint=False)
    case_id = models.UUIDField("案件")
    member_id = models.UUIDField("世帯員")
    position = models.PositiveSmallIntegerField("順")
    name = models.CharField("氏名", max_length=60)
    kana = models.CharField("フリガナ", max_length=80)
    born = models.CharField("生年月日", max_length=10)
    sex = models.CharField("性別", max_length=1, blank=True)
    address = models.CharField("住所", max_length=120)
    relation = models.CharField("続柄", max_length=12)
    kinds = ArrayField(models.CharField(max_length=20, choices=Kind), verbose_name="照会する情報")
    link = models.CharField("本人特定", max_length=14, choices=Link, default=Link.WAITING)
    link_sentence = models.CharField("判定の説明", max_length=200, blank=True)

    class Meta:
        verbose_name = "照会対象者"
        default_permissions = ()
        constraints: ClassVar = [
            *_same_tenant(),
            models.UniqueConstraint(name="person_once_per_order", fields=["prefecture_id", "order", "member_id"]),
        ]

    def __str__(self) -> str:
        return self.name


class CaseKey(VaultRow):
    """案件の鍵. The data keyset of a case, wrapped by the prefecture's keyset; destroying it destroys what it sealed."""

    case_id = models.UUIDField("案件")
    wrapped = models.BinaryField("包まれた鍵")

    class Meta:
        verbose_name = "案件の鍵"
        default_permissions = ()
        constraints: ClassVar = [models.UniqueConstraint(name="case_key_once", fields=["prefecture_id", "case_id"])]

    def __str__(self) -> str:
        return str(self.case_id)


class Sealed(VaultRow):
    """封をした値. Every ciphertext of the vault: a number, a candidate, an answer; read through disclose() alone."""

    class What(models.TextChoices):
        NUMBER = "NUMBER", "個人番号"
        CANDIDATE = "CANDIDATE", "候補者"
        TAX = Kind.TAX.value, Kind.TAX.label
        HOUSEHOLD = Kind.HOUSEHOLD.value, Kind.HOUSEHOLD.label
        ASSISTANCE = Kind.ASSISTANCE.value, Kind.ASSISTANCE.label

    case_id = models.UUIDField("案件")
    person = models.ForeignKey(Person, models.PROTECT, related_name="sealed", db_constraint=False)
    what = models.CharField("種類", max_length=20, choices=What)
    position = models.PositiveSmallIntegerField("順", default=0)
    ciphertext = models.BinaryField("暗号文")

    class Meta:
        verbose_name = "封をした値"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(name="sealed_once", fields=["prefecture_id", "person", "what", "position"])
        ]

    def __str__(self) -> str:
        return self.get_what_display()


class Candidate(VaultRow):
    """候補者. What the resident network found for a person: how it compares, by code; its items are sealed."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="candidates", db_constraint=False)
    position = models.PositiveSmallIntegerField("順")
    outcome = models.CharField("判定", max_length=20)
    differing = ArrayField(models.CharField(max_length=12), verbose_name="相違する項目", default=list)
    sentence = models.CharField("判定の説明", max_length=200, blank=True)

    class Meta:
        verbose_name = "候補者"
        default_permissions = ()
        constraints: ClassVar = [
            *_same_tenant(),
            models.UniqueConstraint(name="candidate_once", fields=["prefecture_id", "person", "position"]),
        ]

    def __str__(self) -> str:
        return f"候補{self.position + 1}"


class LinkProposal(VaultRow):
    """紐付けの提案と確定. Two different officers, a reason and evidence; what was proposed is never changed."""

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
            models.UniqueConstraint(name="link_proposed_once", fields=["prefecture_id", "person"]),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()


class Inquiry(VaultRow):
    """情報照会. One person, one kind, one provider; also the 情報提供等記録: who, when, which kind, no values.

    SENT is committed before the network is asked: what was sent and not answered is UNKNOWN, and waits for a person.
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

    order = models.ForeignKey(TakenOrder, models.PROTECT, related_name="inquiries", db_constraint=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="inquiries", db_constraint=False)
    kind = models.CharField("種類", max_length=20, choices=Kind)
    provider = models.CharField("提供元", max_length=16)
    state = models.CharField("状態", max_length=12, choices=State, default=State.WAITING)
    result_class = models.CharField("結果区分", max_length=24, blank=True)
    receipt = models.CharField("受付番号", max_length=64, blank=True)
    asked_by = models.BigIntegerField("照会担当")
    asked_at = models.DateTimeField("照会日時", null=True)
    answered_at = models.DateTimeField("回答日時", null=True)

    class Meta:
        verbose_name = "情報照会"
        default_permissions = ()
        constraints: ClassVar = [
            *_same_tenant(),
            models.UniqueConstraint(
                name="inquiry_once", fields=["prefecture_id", "person", "kind", "provider"],
                condition=~models.Q(state__in=["stopped", "failed"]),
            ),
        ]
        indexes: ClassVar = [models.Index(name="inquiry_of_order", fields=["prefecture_id", "order", "state"])]

    def __str__(self) -> str:
        return self.get_kind_display()


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
