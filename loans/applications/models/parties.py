from typing import ClassVar

from django.db import models

from councils.era import PartialDate
from loans.rows import PartRow, history, parent_key, same_tenant


class Party(PartRow):
    """連帯借受人・連帯保証人・法定代理人. Who stands beside the applicant, of the household or not.

    Where one is of the household too, the row of the household stays what it is: what was said of somebody as a
    guarantor is another statement.
    """

    class Role(models.TextChoices):
        CO_BORROWER = "co_borrower", "連帯借受人"
        GUARANTOR = "guarantor", "連帯保証人"
        REPRESENTATIVE = "representative", "法定代理人"

    application = parent_key("loans.Application", "parties")
    role = models.CharField("立場", max_length=16, choices=Role)
    name = models.CharField("氏名", max_length=60)
    kana = models.CharField("フリガナ", max_length=80)
    born = models.CharField("生年月日", max_length=10)
    postcode = models.CharField("郵便番号", max_length=8, blank=True)
    address = models.CharField("住所", max_length=120)
    phone = models.CharField("電話番号", max_length=20, blank=True)
    relation = models.CharField("申込者との関係", max_length=20)
    occupation = models.CharField("職業・勤務先", max_length=60, blank=True)
    yearly_income_yen = models.PositiveIntegerField("年収", null=True)
    added_by = models.BigIntegerField("登録者")
    removed_at = models.DateTimeField("削除日時", null=True)
    history = history()

    class Meta:
        verbose_name = "申込に加わる人"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.CheckConstraint(
                name="party_by_role", condition=models.Q(role__in=["co_borrower", "guarantor", "representative"])
            ),
            models.CheckConstraint(name="party_born_is_a_date", condition=models.Q(born__regex=r"^\d{4}-\d{2}-\d{2}$")),
        ]
        indexes: ClassVar = [
            models.Index(name="party_of_application", fields=["prefecture", "application", "created_at"])
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def born_on(self) -> PartialDate:
        return PartialDate.parse(self.born)
