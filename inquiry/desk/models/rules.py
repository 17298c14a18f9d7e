"""照会の決まり. Dated rows that the owner writes: what may be ordered, and when again without a reason."""

from typing import ClassVar

from django.db import models

from inquiry.catalogue import CatalogueRow


class CatalogueLine(CatalogueRow):
    """照会できる事項 of the slip: what the office may order."""

    class Meta(CatalogueRow.Meta):
        pass


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
