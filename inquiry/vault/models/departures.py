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


class Heard(models.Model):
    """聞いたところ. Up to which departure, protection, revocation and closing of the slip all was heeded.

    In the vault, not on the slip: one that was put back hears again what it forgot.
    """

    prefecture_id = models.CharField("都道府県", max_length=6, primary_key=True)
    departures_at = models.DateTimeField("異動・退職", null=True)
    protections_at = models.DateTimeField("支援措置の連絡", null=True)
    revocations_at = models.DateTimeField("同意の取消しの連絡", null=True)
    closings_at = models.DateTimeField("案件終了", null=True)

    class Meta:
        verbose_name = "聞いたところ"
        default_permissions = ()

    def __str__(self) -> str:
        return self.prefecture_id
