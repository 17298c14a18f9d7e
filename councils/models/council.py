from typing import ClassVar

from django.db import models

from councils.permissions import Permission


class Council(models.Model):
    """社会福祉協議会（社協）. A prefectural council (tenant), a municipal council (counter), or a ward office of one.

    The key is the six-digit code of the local government with its check digit, so that both databases
    name the same council without a foreign key between them.
    """

    class Kind(models.TextChoices):
        PREFECTURAL = "prefectural", "都道府県社会福祉協議会"
        MUNICIPAL = "municipal", "市区町村社会福祉協議会"
        WARD_OFFICE = "ward_office", "指定都市の区事務所"

    code = models.CharField("団体コード", primary_key=True, max_length=6)
    name = models.CharField("名称", max_length=60)
    kana = models.CharField("フリガナ", max_length=100)
    kind = models.CharField("種別", max_length=12, choices=Kind)
    prefecture = models.ForeignKey("self", models.PROTECT, related_name="+", verbose_name="都道府県社協")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="offices", verbose_name="本所")

    class Meta:
        verbose_name = "社会福祉協議会"
        default_permissions = ()
        permissions: ClassVar = [(permission.value, permission.label) for permission in Permission]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="council_prefectural_is_its_own_tenant",
                condition=~models.Q(kind="prefectural") | models.Q(prefecture=models.F("code")),
            ),
            models.CheckConstraint(
                name="council_ward_office_has_a_parent",
                condition=models.Q(kind="ward_office", parent__isnull=False)
                | (~models.Q(kind="ward_office") & models.Q(parent__isnull=True)),
            ),
            models.UniqueConstraint(name="council_of_prefecture", fields=["prefecture", "code"]),
            models.UniqueConstraint(name="council_of_kind", fields=["code", "kind"]),
        ]

    def __str__(self) -> str:
        return self.name
