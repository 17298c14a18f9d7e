"""照会できる事項と照会計画. What the slip and the vault both hold of them, each in its own database."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from inquiry.codes import Kind, LeftOut, LegalBasis, ProviderType, Purpose, Scene, Scope


class CatalogueRow(models.Model):
    """照会できる事項. On this basis, in this procedure, a kind may be asked of a type of provider, for a scene.

    Dated rows; a call outside them is refused by the database. Source: 003 図表3-16.
    """

    legal_basis = models.CharField("根拠", max_length=20, choices=LegalBasis)
    purpose = models.CharField("手続", max_length=20, choices=Purpose)
    kind = models.CharField("照会する情報", max_length=20, choices=Kind)
    provider_type = models.CharField("情報提供者", max_length=20, choices=ProviderType)
    scene = models.CharField("場面", max_length=20, choices=Scene)
    papers = ArrayField(models.CharField(max_length=40), verbose_name="省略できる書類", default=list)
    still_on_paper = models.CharField("書類で確認が必要なこと", max_length=200, blank=True)
    valid_from = models.DateField("適用開始日")
    valid_until = models.DateField("適用終了日", null=True)
    source = models.CharField("根拠資料", max_length=200)

    class Meta:
        abstract = True
        verbose_name = "照会できる事項"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="%(app_label)s_catalogue_from_a_day",
                fields=["legal_basis", "purpose", "kind", "provider_type", "scene", "valid_from"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}／{self.get_provider_type_display()}"


def in_force(on: date) -> models.Q:
    """その日に有効な行."""
    return models.Q(valid_from__lte=on) & (models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=on))


class PlanRow(models.Model):
    """照会計画の行. One kind about one person: for which question, why, of when; or left out, and why."""

    kind = models.CharField("照会する情報", max_length=20, choices=Kind)
    scene = models.CharField("場面", max_length=20, choices=Scene)
    why = models.CharField("照会する理由", max_length=200)
    scope = models.CharField("照会条件", max_length=10, choices=Scope, default=Scope.NEWEST)
    from_on = models.DateField("照会開始日", null=True)
    until_on = models.DateField("照会終了日", null=True)
    left_out = models.CharField("照会しない理由", max_length=20, choices=LeftOut, blank=True)

    class Meta:
        abstract = True


def scope_has_its_days(name: str) -> models.CheckConstraint:
    """最新は日付なし、時点は一日、期間は始めと終わり."""
    q = models.Q
    return models.CheckConstraint(
        name=name,
        condition=q(scope=Scope.NEWEST, from_on__isnull=True, until_on__isnull=True)
        | q(scope=Scope.POINT, from_on__isnull=False, until_on__isnull=True)
        | q(scope=Scope.RANGE, from_on__isnull=False, until_on__isnull=False, until_on__gte=models.F("from_on")),
    )
