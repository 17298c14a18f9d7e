from django.db import models
from django.db.models.functions import Now


class KeptCount(models.Model):
    """保存の数. What the worker counted last for a prefecture; overdue must be 0."""

    prefecture_id = models.CharField("都道府県", max_length=6, primary_key=True)
    counted_at = models.DateTimeField("数えた日時", db_default=Now())
    numbers = models.PositiveIntegerField("番号など", default=0)
    answers = models.PositiveIntegerField("回答", default=0)
    records = models.PositiveIntegerField("情報提供等記録", default=0)
    overdue = models.PositiveIntegerField("廃棄の遅れ", default=0)
    # when this prefecture's tombstones were last compared with the database, and what was there again
    compared_at = models.DateTimeField("廃棄の控えと突き合わせた日時", null=True)
    returned_count = models.PositiveIntegerField("戻っていた廃棄済みの情報", db_default=0)
    returned_at = models.DateTimeField("戻っていた日時", null=True)

    class Meta:
        verbose_name = "保存の数"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.counted_at)
