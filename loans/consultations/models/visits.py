from typing import ClassVar

from django.db import models

from loans.consultations.models.words import Channel
from loans.rows import CaseRow, history, parent_key, same_tenant


class Visit(CaseRow):
    """来談. One day of a talk with one counsellor, and what that counsellor noted; the municipality's own."""

    consultation = parent_key("loans.Consultation", "visits")
    visited_on = models.DateField("来談日")
    channel = models.CharField("面談方法", max_length=12, choices=Channel, blank=True)
    memo = models.TextField("聞き取りメモ", blank=True)
    staff_id = models.BigIntegerField("聞き取った職員")
    staff_name = models.CharField("職員名", max_length=60)
    history = history()

    class Meta:
        verbose_name = "来談"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.UniqueConstraint(
                name="visit_once_a_day",
                fields=["prefecture", "municipal_council", "consultation", "visited_on", "staff_id"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visited_on} {self.staff_name}"
