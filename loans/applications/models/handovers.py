from typing import ClassVar

from django.db import models

from loans.rows import PartRow, parent_key, same_tenant


class Handover(PartRow):
    """担当の引継ぎ. From one counsellor to another, with the reason: the row itself puts the other in charge."""

    application = parent_key("loans.Application", "handovers")
    from_name = models.CharField("前の担当", max_length=60, blank=True)
    to_id = models.BigIntegerField("新しい担当（職員）")
    to_name = models.CharField("新しい担当", max_length=60, blank=True)
    reason = models.CharField("引継ぎの理由", max_length=300)
    written_by = models.BigIntegerField("引継ぎをした職員")
    written_name = models.CharField("引継ぎをした職員名", max_length=60, blank=True)

    class Meta:
        verbose_name = "担当の引継ぎ"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.CheckConstraint(name="handover_has_a_reason", condition=~models.Q(reason="")),
        ]
        indexes: ClassVar = [models.Index(name="handover_of_application", fields=["prefecture", "application"])]

    def __str__(self) -> str:
        return f"{self.from_name}から{self.to_name}へ"
