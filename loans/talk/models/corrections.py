from typing import Any, ClassVar

from django.db import models

from loans.rows import PartRow, parent_key, same_tenant, who_and_when
from loans.talk.life import CorrectionState


class CorrectionKind(models.Model):
    """補正の種類. What may be asked for without sending the case back, and what it holds up until it is settled."""

    code = models.CharField("コード", max_length=20)
    prefecture = models.ForeignKey(
        "councils.Council", models.PROTECT, related_name="+", null=True, verbose_name="都道府県（空欄は全国）"
    )
    position = models.PositiveSmallIntegerField("順", default=0)
    name = models.CharField("名称", max_length=40)
    blocks_proposal = models.BooleanField("起案を止める")
    takes_papers = models.BooleanField("書類を登録できる")
    valid_from = models.DateField("適用開始日")
    valid_until = models.DateField("適用終了日", null=True)
    source = models.CharField("根拠", max_length=200)

    class Meta:
        verbose_name = "補正の種類"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="correction_kind_from_a_day", fields=["code", "prefecture", "valid_from"], nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Correction(PartRow):
    """補正の依頼. One thing that the office asks for while the case stays with it; its life is in talk/life.py.

    What the kind said on that day (name, what it holds up) is written by a trigger, and stays.
    """

    application = parent_key("loans.Application", "corrections")
    kind = models.CharField("種類", max_length=20)
    kind_name = models.CharField("種類の名称", max_length=40, editable=False)
    blocks_proposal = models.BooleanField("起案を止める", default=False, editable=False)
    takes_papers = models.BooleanField("書類を登録できる", default=False, editable=False)
    place = models.CharField("箇所", max_length=60, blank=True)
    place_name = models.CharField("箇所の名称", max_length=100, blank=True)
    asked = models.TextField("お願いすること")
    due_on = models.DateField("期限")
    state = models.CharField("状態", max_length=10, choices=CorrectionState, default=CorrectionState.OPEN)
    asked_by = models.BigIntegerField("依頼者")
    asked_name = models.CharField("依頼者名", max_length=60)
    answer = models.TextField("回答", blank=True)
    answered_by = models.BigIntegerField("回答者", null=True)
    answered_name = models.CharField("回答者名", max_length=60, blank=True)
    answered_at = models.DateTimeField("回答日時", null=True)
    settled_by = models.BigIntegerField("確認・取消者", null=True)
    settled_name = models.CharField("確認・取消者名", max_length=60, blank=True)
    settled_at = models.DateTimeField("確認・取消日時", null=True)

    class Meta:
        verbose_name = "補正の依頼"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            who_and_when("answered"),
            who_and_when("settled"),
            models.CheckConstraint(name="correction_asks", condition=~models.Q(asked="")),
            models.CheckConstraint(
                name="correction_is_in_one_state",
                condition=models.Q(state="open", answered_at__isnull=True, settled_at__isnull=True, answer="")
                | (
                    models.Q(state="answered", answered_at__isnull=False, settled_at__isnull=True)
                    & ~models.Q(answer="")
                )
                | (models.Q(state="closed", answered_at__isnull=False, settled_at__isnull=False) & ~models.Q(answer=""))
                | models.Q(state="cancelled", settled_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(name="correction_of_application", fields=["prefecture", "application", "state"]),
            models.Index(
                name="correction_open_at_counter",
                fields=["municipal_council", "due_on"],
                condition=models.Q(state="open"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_name}：{self.asked}"

    def papers_since(self) -> models.QuerySet[Any]:
        """この依頼のあとに登録された書類, until it was answered or given up; without their contents."""
        rows = self.application.documents.defer("content", "thumbnail")
        found: models.QuerySet[Any] = rows.filter(created_at__gt=self.created_at, removed_at__isnull=True)
        until = self.answered_at or self.settled_at
        return found.filter(created_at__lt=until) if until else found
