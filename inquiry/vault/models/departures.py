from django.db import models
from django.db.models.functions import Now


class TakenDeparture(models.Model):
    """受け取った異動・退職. Each departure of the slip is heeded once: who is let in again later stays in."""

    id = models.UUIDField(primary_key=True, editable=False)
    prefecture_id = models.CharField("都道府県", max_length=6)
    taken_at = models.DateTimeField("受取日時", db_default=Now(), editable=False)

    class Meta:
        verbose_name = "受け取った異動・退職"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)
