from typing import ClassVar

from django.db import models

from councils.models import Council


class SearchKey(models.Model):
    """検索の見出し. What a person is found by: one row for each telephone, フリガナ, ending of a name and number.

    Written by triggers of the tables themselves (migrations/0027_search_keys.py); no login may write one. key begins
    with its kind, then the text as walls.search_text() has it: the stored names are never changed. source_id is the
    row that has the name; application or consultation says which page opens.
    """

    class Kind(models.TextChoices):
        NAME = "n", "氏名"
        KANA = "k", "フリガナ"
        PHONE = "t", "電話番号"
        PHONE_END = "e", "電話番号の下4桁"
        NUMBER = "r", "受付番号"

    pk = models.CompositePrimaryKey("municipal_council_id", "key", "source_id")
    prefecture = models.ForeignKey(Council, models.PROTECT, related_name="+", db_index=False)
    municipal_council = models.ForeignKey(Council, models.PROTECT, related_name="+", db_index=False)
    key = models.CharField("見出し", max_length=90, db_collation="C")
    source_id = models.UUIDField("行")
    application_id = models.UUIDField("案件", null=True)
    consultation_id = models.UUIDField("相談", null=True)
    is_forwarded = models.BooleanField("進達済", default=False)

    class Meta:
        verbose_name = "検索の見出し"
        default_permissions = ()
        indexes: ClassVar = [
            # What the office may see, and no more: the policy's own condition.
            models.Index(
                name="search_key_of_office",
                fields=["prefecture", "key", "source_id"],
                include=["application_id"],
                condition=models.Q(is_forwarded=True),
            ),
        ]

    def __str__(self) -> str:
        return self.key
