from typing import ClassVar

from django.db import models

from loans.rows import PartRow, parent_key, same_tenant


class DuplicateNote(PartRow):
    """重複の確認. Why a case goes on although another case or talk has the same person: said once, and never merged."""

    class Reason(models.TextChoices):
        AGAIN = "again", "以前の申込・相談の後の、新しい申込"
        OTHER_FUND = "other_fund", "別の資金の申込"
        NAMESAKE = "namesake", "同じお名前・生年月日の別の方"
        MISTAKE = "mistake", "もう一方は誤り（取り下げる）"
        OTHER = "other", "その他"

    application = parent_key("loans.Application", "duplicate_notes")
    other_id = models.UUIDField("もう一方の申込・相談")
    reason = models.CharField("理由", max_length=10, choices=Reason)
    noted_by = models.BigIntegerField("確認者")
    noted_name = models.CharField("確認者名", max_length=60)

    class Meta:
        verbose_name = "重複の確認"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.UniqueConstraint(
                name="duplicate_noted_once", fields=["prefecture", "municipal_council", "application", "other_id"]
            ),
            models.CheckConstraint(
                name="duplicate_note_by_code",
                condition=models.Q(reason__in=["again", "other_fund", "namesake", "mistake", "other"]),
            ),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()
