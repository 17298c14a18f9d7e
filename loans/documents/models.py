from typing import ClassVar

from django.db import models

from loans.rows import PartRow, parent_key, same_tenant


class Document(PartRow):
    """書類. A paper of the case as a file: read by content, never by its name; served as an attachment only."""

    class Kind(models.TextChoices):
        IDENTITY = "identity", "本人確認書類"
        REASON_PROOF = "reason_proof", "貸付事由を確認できる書類"
        PASSBOOK = "passbook", "振込先口座の通帳の写し"
        INCOME = "income", "収入を確認できる書類"
        RESIDENT_RECORD = "resident_record", "住民票"
        OTHER = "other", "その他"

    application = parent_key("loans.Application", "documents")
    kind = models.CharField("種類", max_length=20, choices=Kind)
    name = models.CharField("ファイル名", max_length=120)
    media_type = models.CharField("形式", max_length=40)
    size = models.PositiveIntegerField("大きさ（バイト）")
    sha256 = models.CharField("ハッシュ", max_length=64)
    content = models.BinaryField("内容")
    added_by = models.BigIntegerField("登録者")
    added_name = models.CharField("登録者名", max_length=60)
    removed_at = models.DateTimeField("取消日時", null=True)

    class Meta:
        verbose_name = "書類"
        default_permissions = ()
        constraints: ClassVar = same_tenant()
        indexes: ClassVar = [
            models.Index(name="document_of_application", fields=["prefecture", "application", "created_at"])
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
