from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from loans.rows import PartRow, history, parent_key, same_tenant, who_and_when


class ReturnReason(models.Model):
    """返戻の理由. One fixed reason with its code; a prefecture's own row adds one, or renames a national one."""

    code = models.CharField("コード", max_length=20)
    prefecture = models.ForeignKey(
        "councils.Council", models.PROTECT, related_name="+", null=True, verbose_name="都道府県（空欄は全国）"
    )
    position = models.PositiveSmallIntegerField("順", default=0)
    name = models.CharField("名称", max_length=40)
    valid_from = models.DateField("適用開始日")
    valid_until = models.DateField("適用終了日", null=True)
    source = models.CharField("根拠", max_length=200)

    class Meta:
        verbose_name = "返戻の理由"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="return_reason_from_a_day", fields=["code", "prefecture", "valid_from"], nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Return(PartRow):
    """返戻. The office sends a case back with a due date; what is asked stands in its items."""

    application = parent_key("loans.Application", "returns")
    reasons = ArrayField(models.CharField(max_length=20), verbose_name="返戻の理由")
    note = models.TextField("全体へのことば", blank=True)
    due_on = models.DateField("期限")
    returned_by = models.BigIntegerField("返戻者")
    returned_name = models.CharField("返戻者名", max_length=60)
    answered_at = models.DateTimeField("再進達日時", null=True)
    history = history()

    class Meta:
        verbose_name = "返戻"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.UniqueConstraint(
                name="return_open_once",
                fields=["prefecture", "application"],
                condition=models.Q(answered_at__isnull=True),
            ),
            models.CheckConstraint(name="return_has_a_reason", condition=~models.Q(reasons=[])),
        ]
        indexes: ClassVar = [
            models.Index(
                name="return_due",
                fields=["municipal_council", "due_on", "id"],
                condition=models.Q(answered_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"返戻 {self.due_on}"


class ReturnItem(PartRow):
    """返戻の項目. One thing that is asked: why, where in the application, what; and what the counter answered.

    place says where (applications/places.py); reason_name and place_name are as they were on that day.
    """

    application = parent_key("loans.Application", "return_items")
    returned = parent_key("loans.Return", "items", verbose_name="返戻")
    position = models.PositiveSmallIntegerField("順")
    reason = models.CharField("理由", max_length=20)
    reason_name = models.CharField("理由の名称", max_length=40, editable=False)
    place = models.CharField("箇所", max_length=60, blank=True)
    place_name = models.CharField("箇所の名称", max_length=100, blank=True)
    asked = models.TextField("補正していただきたいこと")
    answer = models.TextField("回答", blank=True)
    answered_by = models.BigIntegerField("回答者", null=True)
    answered_name = models.CharField("回答者名", max_length=60, blank=True)
    answered_at = models.DateTimeField("回答日時", null=True)

    class Meta:
        verbose_name = "返戻の項目"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            who_and_when("answered"),
            models.UniqueConstraint(name="return_item_in_order", fields=["prefecture", "returned", "position"]),
            models.CheckConstraint(name="return_item_asks", condition=~models.Q(asked="")),
            models.CheckConstraint(
                name="return_item_answer_has_words",
                condition=models.Q(answer="", answered_at__isnull=True)
                | (models.Q(answered_at__isnull=False) & ~models.Q(answer="")),
            ),
        ]
        indexes: ClassVar = [models.Index(name="return_item_of_application", fields=["prefecture", "application"])]

    def __str__(self) -> str:
        return f"{self.reason_name}：{self.asked}"
