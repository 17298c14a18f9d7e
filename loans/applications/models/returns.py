from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from loans.rows import PartRow, history, parent_key, same_tenant


class Return(PartRow):
    """返戻. The office sends a case back with fixed reasons, words and a due date."""

    class Reason(models.TextChoices):
        PAPER_MISSING = "PAPER_MISSING", "書類の不足"
        AMOUNT_MISMATCH = "AMOUNT_MISMATCH", "金額・期間の不一致"
        ADDRESS_MISMATCH = "ADDRESS_MISMATCH", "住所と住民票の相違"
        ACCOUNT_MISMATCH = "ACCOUNT_MISMATCH", "口座名義の相違"
        SIGNATURE_MISSING = "SIGNATURE_MISSING", "署名・同意の不足"
        PERSON_UNCLEAR = "PERSON_UNCLEAR", "本人確認ができない"
        OTHER = "OTHER", "その他"

    application = parent_key("loans.Application", "returns")
    reasons = ArrayField(models.CharField(max_length=20, choices=Reason), verbose_name="返戻の理由")
    note = models.TextField("補正していただきたいこと")
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
