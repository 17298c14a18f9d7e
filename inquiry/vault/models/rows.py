import uuid

from django.db import models
from django.db.models.functions import Now


class VaultRow(models.Model):
    """保管庫の行."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    prefecture_id = models.CharField("都道府県", max_length=6)
    created_at = models.DateTimeField("作成日時", db_default=Now(), editable=False)

    class Meta:
        abstract = True


def same_tenant() -> models.UniqueConstraint:
    """What a composite key of another table points at."""
    return models.UniqueConstraint(name="%(class)s_of_prefecture", fields=["prefecture_id", "id"])
