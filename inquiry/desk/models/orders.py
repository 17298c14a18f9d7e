"""照会依頼. What the office asks: about whom, which kinds, why."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from inquiry.catalogue import PlanRow, scope_has_its_days
from inquiry.codes import Kind, LeftOut, LegalBasis, MutualAid, Purpose, RepeatReason
from inquiry.desk.bare import bare
from inquiry.desk.models.rows import SlipRow

# A code and no words.
FUND = r"^[A-Z_]{0,20}$"


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
