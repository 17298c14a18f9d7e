from typing import ClassVar

from django.db import models

from loans.rows import PartRow, history, parent_key, same_tenant


class BudgetCategory(models.Model):
    """家計表の費目. A dated row, national; source says after which form it was drawn up."""

    class Side(models.TextChoices):
        INCOME = "income", "収入"
        EXPENSE = "expense", "支出"

    code = models.CharField("費目", max_length=20)
    name = models.CharField("名称", max_length=40)
    side = models.CharField("収支", max_length=8, choices=Side)
    position = models.PositiveSmallIntegerField("順")
    # which kind of income of a member it begins with; empty where it is asked for here alone
    member_field = models.CharField("世帯員の欄", max_length=20, blank=True)
    valid_from = models.DateField("適用開始日")
    valid_until = models.DateField("適用終了日", null=True)
    source = models.CharField("根拠", max_length=200)

    class Meta:
        verbose_name = "家計表の費目"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(name="budget_category_from_a_day", fields=["code", "valid_from"])
        ]

    def __str__(self) -> str:
        return self.name


class Budget(PartRow):
    """家計表. What comes in and goes out of a household, by category: each month, and besides in a year.

    Yen by the codes of the categories; one that is not there was not asked, which is not 0.
    """

    application = parent_key("loans.Application", "budgets")
    monthly = models.JSONField("毎月の額", default=dict)
    yearly = models.JSONField("年に何度かの額", default=dict)
    note = models.CharField("備考", max_length=400, blank=True)
    written_by = models.BigIntegerField("作成者")
    history = history()

    class Meta:
        verbose_name = "家計表"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.UniqueConstraint(name="budget_once", fields=["prefecture", "municipal_council", "application"]),
        ]

    def __str__(self) -> str:
        return "家計表"
