import uuid
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class HomeDigest(models.Model):
    """住所の要約. A keyed digest of a home address; the newest of a person counts, none is changed or shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    prefecture_id = models.CharField("都道府県", max_length=6)
    staff_id = models.BigIntegerField("職員")
    digest = models.CharField("要約", max_length=64)
    written_by = models.BigIntegerField("登録者")
    written_at = models.DateTimeField("登録日時", db_default=Now(), editable=False)

    class Meta:
        verbose_name = "職員の住所の要約"
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(name="home_is_a_digest", condition=models.Q(digest__regex="^[0-9a-f]{64}$"))
        ]
        indexes: ClassVar = [models.Index(name="home_of_staff", fields=["prefecture_id", "staff_id", "-written_at"])]

    def __str__(self) -> str:
        return str(self.staff_id)
