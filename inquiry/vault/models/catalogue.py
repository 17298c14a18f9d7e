from typing import ClassVar

from django.db import models

from inquiry.catalogue import CatalogueRow, PlanRow, scope_has_its_days
from inquiry.codes import LeftOut, ProviderType
from inquiry.vault.models.orders import Person, TakenOrder
from inquiry.vault.models.rows import VaultRow


class CatalogueLine(CatalogueRow):
    """照会できる事項 of the vault: what may be asked; the database refuses an inquiry outside it."""

    class Meta(CatalogueRow.Meta):
        pass


class Body(models.Model):
    """市区町村・都道府県でない情報提供者. By a code of ours: the institution codes are not public (NetworkCode)."""

    code = models.CharField("記号", max_length=16, primary_key=True)
    provider_type = models.CharField("情報提供者", max_length=20, choices=ProviderType)
    name = models.CharField("名称", max_length=60)
    source = models.CharField("根拠資料", max_length=200)

    class Meta:
        verbose_name = "情報提供者"
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class PlanLine(VaultRow, PlanRow):
    """照会計画の行, copied from the slip with its order."""

    order = models.ForeignKey(TakenOrder, models.PROTECT, related_name="lines", db_constraint=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="lines", db_constraint=False)

    class Meta:
        verbose_name = "照会計画の行"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(name="vault_plan_line_once_per_person", fields=["prefecture_id", "person", "kind"]),
            models.CheckConstraint(
                name="vault_plan_line_left_out_by_code", condition=models.Q(left_out__in=["", *LeftOut.values])
            ),
            scope_has_its_days("vault_plan_line_scope_has_its_days"),
        ]
        indexes: ClassVar = [models.Index(name="vault_plan_line_of_order", fields=["prefecture_id", "order"])]

    def __str__(self) -> str:
        return self.get_kind_display()


class NetworkCode(VaultRow):
    """照会に使う番号. What is not public, as the prefecture entered it; the latest that is in force counts.

    `of` is the kind of a 特定個人情報名コード, the provider of an institution code, and empty otherwise.
    """

    class What(models.TextChoices):
        AFFAIR = "AFFAIR", "事務コード（JM）"
        PROCEDURE = "PROCEDURE", "事務手続コード（JT）"
        PROCEDURE_NUMBER = "PROCEDURE_NUMBER", "事務手続管理番号"
        ORGANISATION = "ORGANISATION", "照会者機関コード"
        DEPARTMENT = "DEPARTMENT", "照会者部署コード"
        INFORMATION = "INFORMATION", "特定個人情報名コード（TM）"
        PROVIDER = "PROVIDER", "提供者機関コード"

    what = models.CharField("番号の種類", max_length=20, choices=What)
    of = models.CharField("対象", max_length=20, blank=True)
    value = models.CharField("番号", max_length=20)
    valid_from = models.DateField("適用開始日")
    entered_by = models.BigIntegerField("登録者")

    class Meta:
        verbose_name = "照会に使う番号"
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                name="network_code_is_a_code", condition=models.Q(value__regex=r"^[0-9A-Z-]{1,20}$")
            ),
        ]
        indexes: ClassVar = [
            models.Index(name="network_code_newest", fields=["prefecture_id", "what", "of", "-valid_from"])
        ]

    def __str__(self) -> str:
        return self.get_what_display()
