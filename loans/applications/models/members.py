from typing import ClassVar

from django.db import models

from councils.era import PartialDate
from councils.household import Relation
from loans.rows import PartRow, history, parent_key, same_tenant


class Member(PartRow):
    """世帯員. One person of the household as the client says; the applicant is one of them."""

    class Sex(models.TextChoices):
        MALE = "M", "男"
        FEMALE = "F", "女"
        UNKNOWN = "", "未回答"

    Relation = Relation

    application = parent_key("loans.Application", "members")
    position = models.PositiveSmallIntegerField("順")
    name = models.CharField("氏名", max_length=60)
    kana = models.CharField("フリガナ", max_length=80)
    born = models.CharField("生年月日", max_length=10)
    sex = models.CharField("性別", max_length=1, choices=Sex, blank=True)
    relation = models.CharField("続柄", max_length=12, choices=Relation)
    postcode = models.CharField("郵便番号", max_length=8, blank=True)
    address = models.CharField("住所", max_length=120)
    occupation = models.CharField("職業・学校", max_length=40, blank=True)
    monthly_income_yen = models.PositiveIntegerField("月収", null=True)
    removed_at = models.DateTimeField("削除日時", null=True)
    history = history()

    class Meta:
        verbose_name = "世帯員"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.UniqueConstraint(
                name="member_one_applicant",
                fields=["prefecture", "application"],
                condition=models.Q(relation="self", removed_at__isnull=True),
            ),
            # 0000-00-00 and 1945-00-00 are dates that are not known in part: facts, not gaps.
            models.CheckConstraint(
                name="member_born_is_a_date", condition=models.Q(born__regex=r"^\d{4}-\d{2}-\d{2}$")
            ),
        ]
        indexes: ClassVar = [
            models.Index(name="member_of_application", fields=["prefecture", "application", "position"]),
            models.Index(name="member_by_kana_and_birth", fields=["prefecture", "kana", "born"]),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def born_on(self) -> PartialDate:
        return PartialDate.parse(self.born)
