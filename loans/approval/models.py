from typing import ClassVar

from django.db import models

from councils.permissions import PostKind
from loans.rows import CaseRow, history, parent_key, same_tenant


class Signature(CaseRow):
    """決裁. One rank's seal on one proposal. The reviewer is copied here, so that the database can refuse own work."""

    class Result(models.TextChoices):
        SIGNED = "signed", "承認"
        SENT_BACK = "sent_back", "差戻し"

    review = parent_key("loans.Review", "signatures")
    reviewer_id = models.BigIntegerField("審査担当")
    step = models.PositiveSmallIntegerField("段")
    post = models.CharField("職", max_length=20, choices=PostKind)
    signer_id = models.BigIntegerField("決裁者")
    signer_name = models.CharField("決裁者名", max_length=60)
    result = models.CharField("結果", max_length=10, choices=Result)
    comment = models.TextField("コメント", blank=True)
    history = history()

    class Meta:
        verbose_name = "決裁"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.UniqueConstraint(name="signature_one_per_step", fields=["prefecture", "review", "step"]),
            models.UniqueConstraint(name="signature_one_per_person", fields=["prefecture", "review", "signer_id"]),
            models.CheckConstraint(
                name="signature_not_of_own_work", condition=~models.Q(signer_id=models.F("reviewer_id"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_post_display()} {self.signer_name}"
