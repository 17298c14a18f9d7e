"""連絡. What the office tells the gate after its order: protection, the end of a case, who left."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from inquiry.codes import ClosingReason
from inquiry.desk.models.rows import SlipRow


class Protection(SlipRow):
    """支援措置の連絡. The office learned of it after its order: every inquiry not yet sent gets 不開示コード."""

    class Meta:
        verbose_name = "支援措置の連絡"
        default_permissions = ()
        indexes: ClassVar = [
            models.Index(name="protection_by_time", fields=["prefecture_id", "written_at"]),
            models.Index(name="protection_by_case", fields=["prefecture_id", "case_id"]),
        ]

    def __str__(self) -> str:
        return str(self.case_id)


class Closing(SlipRow):
    """案件終了. The office says that a case ended; the gate then destroys its numbers."""

    reason = models.CharField("理由", max_length=20, choices=ClosingReason)

    class Meta:
        verbose_name = "案件終了"
        default_permissions = ()
        constraints: ClassVar = [models.UniqueConstraint(name="closing_once", fields=["prefecture_id", "case_id"])]
        indexes: ClassVar = [models.Index(name="closing_by_time", fields=["prefecture_id", "written_at"])]

    def __str__(self) -> str:
        return self.get_reason_display()


class Revocation(SlipRow):
    """同意の取消しの連絡. A person took a consent back: what has not been asked about that person yet is not asked.

    Written by a trigger of the consents, since the counter has no right on the slip; what was asked stays.
    """

    member_id = models.UUIDField("世帯員")
    consent_id = models.UUIDField("同意")

    class Meta:
        verbose_name = "同意の取消しの連絡"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(name="revocation_once", fields=["prefecture_id", "consent_id"])
        ]
        indexes: ClassVar = [
            models.Index(name="revocation_by_time", fields=["prefecture_id", "written_at"]),
            models.Index(name="revocation_by_case", fields=["prefecture_id", "case_id"]),
        ]

    def __str__(self) -> str:
        return str(self.case_id)


class Departure(models.Model):
    """異動・退職. A person or a right ended; the gate refuses that person at the next request."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    prefecture_id = models.CharField("都道府県", max_length=6)
    username = models.CharField("利用者名", max_length=60)
    left_on = models.DateField("異動日")
    written_at = models.DateTimeField("日時", db_default=Now(), editable=False)

    class Meta:
        verbose_name = "異動・退職"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(name="departure_once", fields=["prefecture_id", "username", "left_on"])
        ]
        indexes: ClassVar = [
            models.Index(name="departure_by_time", fields=["prefecture_id", "written_at"]),
            models.Index(name="departure_by_day", fields=["prefecture_id", "left_on"]),
        ]

    def __str__(self) -> str:
        return self.username
