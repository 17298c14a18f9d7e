import uuid

from django.db import models
from django.db.models.functions import Now

# More than any household asks and any order is told; less than a number of a person needs.
MOST_COUNTED, MOST_TOLD, MOST_WITHDRAWN = 999, 9_999, 99


class SlipRow(models.Model):
    """照会票の行. No keys to councils or cases: a case is an opaque number here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    prefecture_id = models.CharField("都道府県", max_length=6)
    case_id = models.UUIDField("案件")
    written_at = models.DateTimeField("日時", db_default=Now(), editable=False)

    class Meta:
        abstract = True
