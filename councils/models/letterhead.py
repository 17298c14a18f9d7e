from typing import ClassVar

from django.db import models

from councils.models.council import Council


class Letterhead(models.Model):
    """文書の差出人. What a council's letters say of it, and how many days its letters give; settings of the council."""

    council = models.OneToOneField(Council, models.PROTECT, primary_key=True, related_name="letterhead")
    president_title = models.CharField("肩書", max_length=20, default="会長")
    president_name = models.CharField("代表者名", max_length=60, blank=True)
    postcode = models.CharField("郵便番号", max_length=8, blank=True)
    address = models.CharField("住所", max_length=120, blank=True)
    telephone = models.CharField("電話番号", max_length=20, blank=True)
    hours = models.CharField("受付時間", max_length=60, blank=True)
    payment_days = models.PositiveSmallIntegerField("書類の提出期限から交付予定日までの日数", default=7)
    papers_days = models.PositiveSmallIntegerField("決定から書類の提出期限までの日数", default=14)

    class Meta:
        verbose_name = "文書の差出人"
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                name="letterhead_days_are_days", condition=models.Q(payment_days__lte=90, papers_days__lte=90)
            )
        ]

    def __str__(self) -> str:
        return str(self.council)
