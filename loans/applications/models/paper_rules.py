"""書類の規則. Kinds of paper and what a household's facts ask for: dated rows, never changed, only followed."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from councils.models import Council
from loans.mark_kinds import Mark


class PaperType(models.Model):
    """書類の種類. What a paper is, which required papers it answers, and which numbers are blacked out on it.

    answers: codes of required papers (of the terms, or of PaperRule) beside its own; until answers_until where a day
    is given. An identity paper is where a number of twelve digits is never another one.
    """

    code = models.CharField("書類コード", max_length=20)
    name = models.CharField("名称", max_length=80)
    note = models.CharField("注意", max_length=200, blank=True)
    answers = ArrayField(models.CharField(max_length=20), verbose_name="代わりになる書類", default=list)
    answers_until = models.DateField("代わりになる最終日", null=True)
    blackout = ArrayField(models.CharField(max_length=10, choices=Mark), verbose_name="黒塗りの確認", default=list)
    is_identity = models.BooleanField("本人確認書類", default=False)
    position = models.PositiveSmallIntegerField("順")
    valid_from = models.DateField("適用開始日")
    valid_until = models.DateField("適用終了日", null=True)
    source = models.CharField("根拠", max_length=200)

    class Meta:
        verbose_name = "書類の種類"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(name="paper_type_from_a_day", fields=["code", "valid_from"]),
        ]

    def __str__(self) -> str:
        return self.name


class PaperRule(models.Model):
    """世帯の状況による書類. Asked for where a member's facts are so; needed, or only where it applies.

    National or a prefecture's own (then in the place of all national ones); fund empty: whichever. replaced_by names
    the 特定個人情報 that answers the same question, as in the terms.
    """

    class Condition(models.TextChoices):
        WORK = "work", "働いている方がいる"
        PENSION = "pension", "年金を受けている方がいる"
        DISABILITY = "disability", "障害のある方がいる"
        CARE = "care", "介護を受けている方がいる"
        CHILD = "child", "18歳未満の方がいる"
        ASSISTANCE = "assistance", "生活保護を受けている"
        SCHOOL = "school", "在学中・入学予定の方がいる"
        JOBLESS = "jobless", "仕事を失った方がいる"

    fund = models.CharField("資金コード", max_length=20, blank=True)
    prefecture = models.ForeignKey(
        Council, models.PROTECT, null=True, related_name="+", verbose_name="都道府県（空欄は全国）"
    )
    condition = models.CharField("世帯の状況", max_length=12, choices=Condition)
    paper = models.CharField("書類コード", max_length=20)
    is_needed = models.BooleanField("必ず要る", default=False)
    max_age_months = models.PositiveSmallIntegerField("発行からの月数", default=0)
    replaced_by = models.CharField("照会で代えられる情報", max_length=40, blank=True)
    why = models.CharField("理由", max_length=120)
    valid_from = models.DateField("適用開始日")
    valid_until = models.DateField("適用終了日", null=True)
    source = models.CharField("根拠", max_length=200)

    class Meta:
        verbose_name = "世帯の状況による書類"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="paper_rule_from_a_day",
                fields=["fund", "prefecture", "condition", "paper", "valid_from"],
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_condition_display()} {self.paper}"
