"""読み解きの規則. By which version each finding is made, and the figures it compares with; dated, with a source."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from inquiry.codes import RULES, FindingCode


class FindingRule(models.Model):
    """読み解きの規則. Which version of the rule of a finding is in force; written by the owner alone.

    What a version means is a function of `inquiry.reading.rules`; without a row in force a finding is not made.
    """

    code = models.CharField("項目", max_length=30, choices=FindingCode)
    version = models.CharField("規則の版", max_length=20)
    valid_from = models.DateField("適用開始日")
    valid_until = models.DateField("適用終了日", null=True)
    source = models.CharField("根拠", max_length=300)

    class Meta:
        verbose_name = "読み解きの規則"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(name="finding_rule_from_a_day", fields=["code", "valid_from"]),
            models.CheckConstraint(
                name="finding_rule_has_a_version",
                condition=models.Q(version__regex=rf"^({'|'.join(RULES)})-[0-9]{{1,3}}$"),
            ),
            models.CheckConstraint(name="finding_rule_has_a_source", condition=~models.Q(source="")),
        ]

    def __str__(self) -> str:
        return self.version


class Fund(models.Model):
    """資金の種類. The code by which orders name it; written by the owner alone, as the office's terms have it."""

    code = models.CharField("資金コード", max_length=20, primary_key=True)
    name = models.CharField("資金の名称", max_length=60)
    source = models.CharField("根拠", max_length=300)

    class Meta:
        verbose_name = "資金の種類"
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class IncomeLimit(models.Model):
    """所得基準. The most that a household of this size may have had in a year, and how near to it is 近接.

    fund is empty for every fund, prefecture_id for the whole country (then the owner's, entered_by nobody). No table is
    public for any prefecture (loan-products.md §1): until 責任者 enter a row, the finding is 要確認. Never changed: a
    later row counts from its day.
    """

    prefecture_id = models.CharField("都道府県（空欄は全国）", max_length=6, blank=True)
    fund = models.CharField("資金の種類（空欄はすべて）", max_length=20, blank=True, db_default="")
    household_size = models.PositiveSmallIntegerField("世帯の人数")
    yearly_yen = models.PositiveIntegerField("世帯の合計所得金額の上限（年額）")
    near_percent = models.PositiveSmallIntegerField("近接とみる幅（％）")
    valid_from = models.DateField("適用開始日")
    source = models.CharField("根拠", max_length=300)
    entered_by = models.BigIntegerField("登録者", null=True)
    created_at = models.DateTimeField("登録日時", db_default=Now(), editable=False)

    class Meta:
        verbose_name = "所得基準"
        default_permissions = ()
        indexes: ClassVar = [
            models.Index(
                name="income_limit_newest",
                fields=["prefecture_id", "household_size", "fund", "-valid_from", "-created_at"],
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="income_limit_is_a_limit",
                condition=models.Q(household_size__gte=1, yearly_yen__gte=1, near_percent__lte=50),
            ),
            models.CheckConstraint(name="income_limit_has_a_source", condition=~models.Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.household_size}人世帯"
