from typing import ClassVar

from django.db import models

from loans.rows import CaseRow, parent_key, same_tenant


class Referral(CaseRow):
    """つなぎ. A client is introduced to another agency, with the consent to tell it what the slip tells."""

    consultation = parent_key("loans.Consultation", "referrals")
    scheme = models.CharField("制度", max_length=30)
    agency = models.CharField("つなぎ先", max_length=80)
    told = models.TextField("伝えること")
    asked = models.TextField("お願いすること", blank=True)
    consent_on = models.DateField("同意日")
    referred_on = models.DateField("連絡日")
    staff_id = models.BigIntegerField("連絡した職員")
    staff_name = models.CharField("職員名", max_length=60)

    class Meta:
        verbose_name = "つなぎ"
        default_permissions = ()
        constraints: ClassVar = same_tenant()
        indexes: ClassVar = [
            models.Index(name="referral_of_talk", fields=["prefecture", "municipal_council", "consultation"])
        ]

    def __str__(self) -> str:
        return self.agency
