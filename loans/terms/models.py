from typing import ClassVar

from django.db import models

from councils.models import Council


class FundTerms(models.Model):
    """貸付条件. One fund's terms for one period, national or a prefecture's own; never changed, only followed."""

    code = models.CharField("資金コード", max_length=20)
    prefecture = models.ForeignKey(
        Council, models.PROTECT, null=True, related_name="+", verbose_name="都道府県（空欄は全国）"
    )
    valid_from = models.DateField("適用開始日")
    valid_until = models.DateField("適用終了日", null=True)
    terms = models.JSONField("条件")
    source = models.CharField("根拠", max_length=300)
    confidence = models.CharField("確からしさ", max_length=1)

    class Meta:
        verbose_name = "貸付条件"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="fund_terms_from_a_day", fields=["code", "prefecture", "valid_from"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="fund_terms_end_after_they_begin",
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.valid_from}"


class NumberSeries(models.Model):
    """番号簿. The last number given in a series; gaps are allowed, doubles are not."""

    prefecture = models.ForeignKey(Council, models.PROTECT, related_name="+")
    municipal_council = models.ForeignKey(Council, models.PROTECT, null=True, related_name="+")
    series = models.CharField("系列", max_length=40)
    last = models.PositiveIntegerField("最終番号")

    class Meta:
        verbose_name = "番号簿"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="number_series_once", fields=["prefecture", "municipal_council", "series"], nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.series}: {self.last}"
