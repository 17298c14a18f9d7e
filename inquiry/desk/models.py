import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from inquiry.catalogue import CatalogueRow, PlanRow, scope_has_its_days
from inquiry.codes import (
    RULES,
    ClosingReason,
    FindingCode,
    FindingReason,
    Kind,
    LeftOut,
    LegalBasis,
    MutualAid,
    ProgressCode,
    Purpose,
    RepeatReason,
    Verdict,
    WithdrawalReason,
)
from inquiry.desk.bare import bare

# More than any household asks and any order is told; less than a number of a person needs.
MOST_COUNTED, MOST_TOLD, MOST_WITHDRAWN = 999, 9_999, 99
# A code and no words.
FUND = r"^[A-Z_]{0,20}$"


class SlipRow(models.Model):
    """照会票の行. No keys to councils or cases: a case is an opaque number here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    prefecture_id = models.CharField("都道府県", max_length=6)
    case_id = models.UUIDField("案件")
    written_at = models.DateTimeField("日時", db_default=Now(), editable=False)

    class Meta:
        abstract = True


class Order(SlipRow):
    """照会依頼. The office asks about the persons of a case: why, on what basis."""

    reference = models.CharField("県受付番号", max_length=30)
    purpose = models.CharField("照会目的", max_length=20, choices=Purpose)
    legal_basis = models.CharField("根拠", max_length=20, choices=LegalBasis)
    is_nondisclosure = models.BooleanField("不開示", default=False)
    repeat_reason = models.CharField("再照会の理由", max_length=20, choices=RepeatReason, blank=True)
    is_urgent = models.BooleanField("至急", default=False)
    # which limit of income counts; empty on orders from before it was told
    fund = models.CharField("資金の種類", max_length=20, blank=True, db_default="")
    ordered_by = models.BigIntegerField("依頼者")
    ordered_name = models.CharField("依頼者名", max_length=60)

    class Meta:
        verbose_name = "照会依頼"
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                name="order_repeats_by_code", condition=models.Q(repeat_reason__in=["", *RepeatReason.values])
            ),
            models.CheckConstraint(name="order_fund_is_a_code", condition=models.Q(fund__regex=FUND)),
            models.UniqueConstraint(name="order_of_prefecture", fields=["prefecture_id", "id"]),
            models.UniqueConstraint(name="order_of_prefecture_and_case", fields=["prefecture_id", "id", "case_id"]),
        ]
        indexes: ClassVar = [
            models.Index(name="order_by_time", fields=["prefecture_id", "written_at", "id"]),
            models.Index(name="order_by_case", fields=["prefecture_id", "case_id"]),
        ]

    def __str__(self) -> str:
        return self.reference


class RepeatTerm(models.Model):
    """再照会に理由が要る日数. From its day on; what pages say and what the database refuses both read it here.

    Written by the owner. Source: no figure is published; ours, to be agreed with the first prefecture.
    """

    since = models.DateField("適用日", primary_key=True)
    days = models.PositiveSmallIntegerField("日数")
    source = models.CharField("根拠", max_length=200)

    class Meta:
        verbose_name = "再照会に理由が要る日数"
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(name="repeat_term_is_days", condition=models.Q(days__gte=1, days__lte=366)),
            models.CheckConstraint(name="repeat_term_has_a_source", condition=~models.Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.since}から{self.days}日"


class Subject(models.Model):
    """照会対象者. One person to be asked about, by the four items as declared, and the kinds of information."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    prefecture_id = models.CharField("都道府県", max_length=6)
    order = models.ForeignKey(Order, models.PROTECT, related_name="subjects", db_constraint=False)
    member_id = models.UUIDField("世帯員")
    position = models.PositiveSmallIntegerField("順")
    name = models.CharField("氏名", max_length=60)
    kana = models.CharField("フリガナ", max_length=80)
    born = models.CharField("生年月日", max_length=10)
    sex = models.CharField("性別", max_length=1, blank=True)
    address = models.CharField("住所", max_length=120)
    relation = models.CharField("続柄", max_length=12)
    consent_id = models.UUIDField("同意", null=True)
    kinds = ArrayField(models.CharField(max_length=20, choices=Kind), verbose_name="照会する情報")
    former_addresses = ArrayField(models.CharField(max_length=120), verbose_name="前住所", default=list)
    mutual_aids = ArrayField(
        models.CharField(max_length=16, choices=MutualAid), verbose_name="加入していた共済", default=list
    )

    class Meta:
        verbose_name = "照会対象者"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(name="subject_once_per_order", fields=["prefecture_id", "order", "member_id"])
        ]
        indexes: ClassVar = [
            models.Index(models.F("prefecture_id"), bare("kana"), models.F("born"), name="subject_by_person")
        ]

    def __str__(self) -> str:
        return self.name


class PlanLine(PlanRow):
    """照会計画の行 on the slip. What is asked about a subject stands in its kinds too; what is left out does not."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    prefecture_id = models.CharField("都道府県", max_length=6)
    order = models.ForeignKey(Order, models.PROTECT, related_name="lines", db_constraint=False)
    member_id = models.UUIDField("世帯員")

    class Meta:
        verbose_name = "照会計画の行"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="plan_line_once_per_member", fields=["prefecture_id", "order", "member_id", "kind"]
            ),
            models.CheckConstraint(
                name="plan_line_left_out_by_code", condition=models.Q(left_out__in=["", *LeftOut.values])
            ),
            scope_has_its_days("plan_line_scope_has_its_days"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class CatalogueLine(CatalogueRow):
    """照会できる事項 of the slip: what the office may order."""

    class Meta(CatalogueRow.Meta):
        pass


class Progress(SlipRow):
    """照会の進み. By code and count, from the gate; the n-th of its order, so that telling twice is telling once."""

    order_id = models.UUIDField("依頼")
    number = models.PositiveSmallIntegerField("依頼ごとの番号")
    code = models.CharField("進み", max_length=20, choices=ProgressCode)
    done = models.PositiveSmallIntegerField("済", default=0)
    total = models.PositiveSmallIntegerField("全", default=0)

    class Meta:
        verbose_name = "照会の進み"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(name="progress_once", fields=["prefecture_id", "order_id", "number"]),
            models.CheckConstraint(name="progress_by_code", condition=models.Q(code__in=ProgressCode.values)),
            models.CheckConstraint(
                name="progress_number_is_small", condition=models.Q(number__gte=1, number__lte=MOST_TOLD)
            ),
            models.CheckConstraint(
                name="progress_done_of_total", condition=models.Q(done__lte=models.F("total"), total__lte=MOST_COUNTED)
            ),
        ]

    def __str__(self) -> str:
        return self.get_code_display()


class Finding(SlipRow):
    """照会結果. A coarse verdict by code; no value, no number, no words can be written here.

    withdrawn_before: how many links of its order had been undone when it was told. One that is told late is withdrawn
    by what came after it all the same, and one that is told anew is not.
    """

    order_id = models.UUIDField("依頼")
    member_id = models.UUIDField("世帯員", null=True)
    code = models.CharField("項目", max_length=30, choices=FindingCode)
    verdict = models.CharField("区分", max_length=20, choices=Verdict)
    rule_version = models.CharField("規則の版", max_length=20)
    withdrawn_before = models.PositiveSmallIntegerField("それまでの紐付けの取消し", default=0, db_default=0)
    reason = models.CharField("要確認の理由", max_length=10, choices=FindingReason, blank=True, db_default="")

    class Meta:
        verbose_name = "照会結果"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="finding_once",
                fields=["prefecture_id", "order_id", "code", "member_id", "withdrawn_before"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="finding_withdrawn_before_is_small", condition=models.Q(withdrawn_before__lte=MOST_WITHDRAWN)
            ),
            models.CheckConstraint(name="finding_by_code", condition=models.Q(code__in=FindingCode.values)),
            models.CheckConstraint(name="finding_by_verdict", condition=models.Q(verdict__in=Verdict.values)),
            models.CheckConstraint(
                name="finding_by_reason",
                condition=models.Q(reason="") | models.Q(reason__in=FindingReason.values, verdict=Verdict.NEEDS_CHECK),
            ),
            models.CheckConstraint(
                name="finding_rule_version_is_a_version",
                condition=models.Q(rule_version__regex=rf"^({'|'.join(RULES)})-[0-9]{{1,3}}$"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()}：{self.get_verdict_display()}"


class Withdrawal(SlipRow):
    """照会結果の取下げ. What the gate told of a member of an order, and of its household, is not to be used.

    Of 誤照会 the n-th of its member; the last counts: an officer may find that it was no mistake. Of links that were
    undone the n-th of its order: what was told of the member, or of the household, before it is withdrawn.
    """

    order_id = models.UUIDField("依頼")
    member_id = models.UUIDField("世帯員")
    number = models.PositiveSmallIntegerField("世帯員ごとの番号")
    reason = models.CharField("理由", max_length=8, choices=WithdrawalReason)

    class Meta:
        verbose_name = "照会結果の取下げ"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="withdrawal_once", fields=["prefecture_id", "order_id", "member_id", "number", "reason"]
            ),
            models.CheckConstraint(name="withdrawal_by_code", condition=models.Q(reason__in=WithdrawalReason.values)),
            models.CheckConstraint(
                name="withdrawal_number_is_small", condition=models.Q(number__gte=1, number__lte=MOST_WITHDRAWN)
            ),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()


class Protection(SlipRow):
    """支援措置の連絡. The office learned of it after its order: every inquiry not yet sent gets 不開示コード."""

    class Meta:
        verbose_name = "支援措置の連絡"
        default_permissions = ()
        indexes: ClassVar = [models.Index(name="protection_by_time", fields=["prefecture_id", "written_at"])]

    def __str__(self) -> str:
        return str(self.case_id)


class Closing(SlipRow):
    """案件終了. The office says that a case ended; the gate then destroys its numbers."""

    reason = models.CharField("理由", max_length=20, choices=ClosingReason)

    class Meta:
        verbose_name = "案件終了"
        default_permissions = ()
        constraints: ClassVar = [models.UniqueConstraint(name="closing_once", fields=["prefecture_id", "case_id"])]

    def __str__(self) -> str:
        return self.get_reason_display()


class Departure(models.Model):
    """異動・退職. A person or a right ended; the gate refuses that person at the next request."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    prefecture_id = models.CharField("都道府県", max_length=6)
    username = models.CharField("利用者名", max_length=60)
    left_on = models.DateField("異動日")
    written_at = models.DateTimeField("日時", db_default=Now(), editable=False)

    class Meta:
        verbose_name = "異動・退職"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(name="departure_once", fields=["prefecture_id", "username", "left_on"])
        ]

    def __str__(self) -> str:
        return self.username
