from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from councils.models import Council
from inquiry.gateway import Kind, Scene, Scope


class PlanRule(models.Model):
    """照会計画の規則. Of one fund: about whom a kind is asked, why, of when; or that it is not asked, and why.

    Dated rows, national or a prefecture's own; never changed, only followed. months_back is how far a period reaches,
    reasons (借入理由) narrow a rule where they are given.
    """

    class Whom(models.TextChoices):
        APPLICANT = "applicant", "申込者"
        ADULTS = "adults", "世帯の成人"
        ALL = "all", "世帯全員"
        CHILDREN = "children", "世帯の子ども"

    fund = models.CharField("資金コード", max_length=20)
    prefecture = models.ForeignKey(
        Council, models.PROTECT, null=True, related_name="+", verbose_name="都道府県（空欄は全国）"
    )
    kind = models.CharField("照会する情報", max_length=20, choices=Kind)
    whom = models.CharField("対象者", max_length=10, choices=Whom)
    scene = models.CharField("場面", max_length=20, choices=Scene)
    why = models.CharField("理由", max_length=200)
    scope = models.CharField("照会条件", max_length=10, choices=Scope, default=Scope.NEWEST)
    months_back = models.PositiveSmallIntegerField("さかのぼる月数", default=0)
    reasons = ArrayField(models.CharField(max_length=20), verbose_name="借入理由", default=list)
    is_asked = models.BooleanField("照会する", default=True)
    is_urgent = models.BooleanField("至急", default=False)
    valid_from = models.DateField("適用開始日")
    valid_until = models.DateField("適用終了日", null=True)
    source = models.CharField("根拠", max_length=200)

    class Meta:
        verbose_name = "照会計画の規則"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="plan_rule_from_a_day", fields=["fund", "prefecture", "kind", "valid_from"], nulls_distinct=False
            ),
            models.CheckConstraint(name="plan_rule_has_a_why", condition=~models.Q(why="")),
            models.CheckConstraint(
                name="plan_rule_reaches_back_where_it_has_days",
                condition=models.Q(scope=Scope.NEWEST, months_back=0)
                | (~models.Q(scope=Scope.NEWEST) & models.Q(months_back__gt=0)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund} {self.get_kind_display()}"
