from typing import ClassVar

from django.db import models

from loans.rows import CaseRow


class SavedFilter(CaseRow):
    """保存した絞り込み. One person's own way into a list: its words, and the address that they stand for.

    In the office municipal_council is the prefecture's own council: the post's. No case stands in it.
    """

    class Where(models.TextChoices):
        DESK = "desk", "担当案件"
        QUEUE = "queue", "審査案件"

    staff_id = models.BigIntegerField("職員")
    where = models.CharField("一覧", max_length=8, choices=Where)
    label = models.CharField("名前", max_length=30)
    query = models.CharField("絞り込み", max_length=300)

    class Meta:
        verbose_name = "保存した絞り込み"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="saved_filter_by_name", fields=["prefecture", "municipal_council", "staff_id", "where", "label"]
            ),
            models.CheckConstraint(name="saved_filter_has_a_name", condition=~models.Q(label="")),
        ]

    def __str__(self) -> str:
        return self.label
