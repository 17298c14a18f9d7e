from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from loans.rows import PartRow, parent_key, same_tenant


class Forwarding(PartRow):
    """進達. What was sent up, as it stood on that day, with the chief's own opinion; nothing of it changes afterwards.

    The office compares two of these: of what was written before the first 進達 it sees no history.
    """

    application = parent_key("loans.Application", "forwardings")
    number = models.PositiveSmallIntegerField("回")
    sent = models.JSONField("送った内容", encoder=DjangoJSONEncoder)
    chief_opinion = models.TextField("責任者意見", blank=True)
    forwarded_by = models.BigIntegerField("進達者")
    forwarded_name = models.CharField("進達者名", max_length=60)

    class Meta:
        verbose_name = "進達"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.UniqueConstraint(name="forwarding_in_order", fields=["prefecture", "application", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.number}回目の進達"
