from typing import ClassVar

from django.db import models

from loans.rows import PartRow, parent_key, same_tenant


class Document(PartRow):
    """書類. A paper of the case as a file: read by content, never by its name; served as an attachment only."""

    application = parent_key("loans.Application", "documents")
    kind = models.CharField("種類", max_length=20)
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
        return self.name
