"""紙の様式から入力. What was first written on paper says so, wherever it is shown."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.db import models

from councils.era import wareki
from loans.consultations.models import Consultation
from loans.rows import PartRow, parent_key, same_tenant


class PaperOrigin(PartRow):
    """紙の様式から入力. Something of a case that was first written on paper: when, by whom, and who typed it in."""

    class Form(models.TextChoices):
        CONSULTATION = "consultation", "相談受付票"
        APPLICATION = "application", "借入申込書"
        CONSENT = "consent", "同意書"
        OPINION = "opinion", "市区町村社協意見書"

    consultation = parent_key("loans.Consultation", "paper_origins")
    application = parent_key("loans.Application", "paper_origins", null=True)
    document = parent_key("loans.Document", "+", null=True)
    form = models.CharField("様式", max_length=14, choices=Form)
    dated_on = models.DateField("紙の日付")
    written_by = models.CharField("紙に書いた方", max_length=60)
    typed_by = models.BigIntegerField("入力者")
    typed_name = models.CharField("入力者名", max_length=60)
    removed_at = models.DateTimeField("取消日時", null=True)

    class Meta:
        verbose_name = "紙の様式から入力"
        default_permissions = ()
        constraints: ClassVar = [
            *same_tenant(),
            models.CheckConstraint(
                name="paper_origin_of_a_talk_or_a_case",
                condition=models.Q(form="consultation", document__isnull=True)
                | (~models.Q(form="consultation") & models.Q(application__isnull=False)),
            ),
        ]
        indexes: ClassVar = [models.Index(name="paper_origin_of_talk", fields=["prefecture", "consultation"])]

    def __str__(self) -> str:
        return self.get_form_display()


@dataclass(frozen=True)
class OriginLine:
    """紙の様式の行."""

    id: UUID
    form: str
    dated: str
    written_by: str
    typed_by: str
    document_id: UUID | None


def origins_of_talk(talk: Consultation) -> list[OriginLine]:
    """その相談の紙の様式."""
    rows = PaperOrigin.objects.filter(consultation=talk, form=PaperOrigin.Form.CONSULTATION, removed_at__isnull=True)
    return lines(list(rows.order_by("created_at")))


def lines(rows: list[PaperOrigin]) -> list[OriginLine]:
    return [
        OriginLine(
            row.pk, row.get_form_display(), wareki(row.dated_on), row.written_by, row.typed_name, row.document_id
        )
        for row in rows
    ]
