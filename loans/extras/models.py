import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from councils.models import Council


class ExtraField(models.Model):
    """県独自項目. A question that a prefecture puts on its forms, proposed by one and confirmed by another.

    What was asked is never changed: another question is another row, so that an answer keeps its question.
    fund "" is every fund; choices are the words of a choice.
    """

    class Kind(models.TextChoices):
        TEXT = "text", "文章"
        NUMBER = "number", "数"
        DATE = "date", "日付"
        CHOICE = "choice", "選択"
        YES_NO = "yes_no", "はい・いいえ"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    prefecture = models.ForeignKey(Council, models.PROTECT, related_name="+", verbose_name="都道府県社協")
    label = models.CharField("項目名", max_length=60)
    kind = models.CharField("種類", max_length=10, choices=Kind)
    choices = ArrayField(models.CharField(max_length=40), verbose_name="選択肢", default=list)
    is_required = models.BooleanField("必須", default=False)
    help = models.CharField("説明", max_length=200, blank=True)
    fund = models.CharField("資金コード", max_length=20, blank=True)
    since = models.DateField("開始日")
    until = models.DateField("終了日", null=True)
    proposed_by = models.BigIntegerField("提案者")
    proposed_name = models.CharField("提案者名", max_length=60)
    proposed_at = models.DateTimeField("提案日時", db_default=Now(), editable=False)
    confirmed_by = models.BigIntegerField("確認者", null=True)
    confirmed_at = models.DateTimeField("確認日時", null=True)
    ended_by = models.BigIntegerField("終了した職員", null=True)

    class Meta:
        verbose_name = "県独自項目"
        default_permissions = ()
        indexes: ClassVar = [models.Index(name="extra_in_force", fields=["prefecture", "since", "id"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="extra_confirmed_by_and_at",
                condition=models.Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="extra_confirmed_by_another",
                condition=models.Q(confirmed_by__isnull=True) | ~models.Q(confirmed_by=models.F("proposed_by")),
            ),
            models.CheckConstraint(
                name="extra_ended_by_somebody",
                condition=models.Q(until__isnull=True, ended_by__isnull=True)
                | models.Q(until__isnull=False, ended_by__isnull=False),
            ),
            models.CheckConstraint(
                name="extra_choice_has_choices",
                condition=models.Q(kind="choice", choices__len__gte=2)
                | (~models.Q(kind="choice") & models.Q(choices=[])),
            ),
            models.CheckConstraint(name="extra_has_a_label", condition=~models.Q(label="")),
        ]

    def __str__(self) -> str:
        return self.label
