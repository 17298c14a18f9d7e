"""紙の様式から入力. What was first written on paper says so, wherever it is shown."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.refusals import NotFound
from councils.tenancy import Actor
from councils.trail import write
from loans.applications.models import Application
from loans.consultations.models import Consultation
from loans.consultations.paper_origins import OriginLine, PaperOrigin, lines
from loans.documents.actions import at_counter, there
from loans.documents.seen import tenant_of

Form = PaperOrigin.Form


@transaction.atomic
def of_talk(consultation_id: UUID, facts: dict[str, Any], *, by: Actor) -> PaperOrigin:
    """相談受付票が紙だったこと. Raises NotPermitted, NotFound."""
    access.check_may(by, Permission.CONSULT)
    talk = access.find_for_update(Consultation, consultation_id, by=by, may=Permission.CONSULT)
    return _kept(talk, None, {**facts, "form": Form.CONSULTATION}, by)


@transaction.atomic
def of_case(application_id: UUID, facts: dict[str, Any], *, by: Actor) -> PaperOrigin:
    """申込書・同意書・意見書が紙だったこと. Raises NotPermitted, NotFound, StepNotAllowed."""
    application = at_counter(application_id, by)
    return _kept(application.consultation, application, facts, by)


@transaction.atomic
def take_back(consultation_id: UUID, origin_id: UUID, *, by: Actor) -> PaperOrigin:
    """紙の様式の記録の取消し. Raises NotPermitted, NotFound, StepNotAllowed."""
    talk = access.find_for_update(Consultation, consultation_id, by=by, may=Permission.CONSULT)
    origin = PaperOrigin.objects.filter(consultation=talk, pk=origin_id, removed_at__isnull=True).first()
    if origin is None:
        raise NotFound
    if origin.application_id:
        at_counter(origin.application_id, by)
    origin.removed_at = timezone.now()
    origin.save(update_fields=["removed_at"])
    write.act("take_back_origin", case_id=origin.application_id or talk.id, fields=[f"form_{origin.form}"])
    return origin


def _kept(talk: Consultation, application: Application | None, facts: dict[str, Any], by: Actor) -> PaperOrigin:
    scan = facts.get("document", "")
    origin = PaperOrigin(
        **tenant_of(talk),
        consultation=talk,
        application=application,
        document=there(application, UUID(scan)) if application and scan else None,
        form=facts["form"],
        dated_on=facts["dated_on"],
        written_by=facts["written_by"],
        typed_by=by.person_id,
        typed_name=by.name,
    )
    origin.save(force_insert=True)
    write.act("type_from_paper", case_id=application.id if application else talk.id, fields=[f"form_{origin.form}"])
    return origin


def origins_of_case(application: Application) -> list[OriginLine]:
    """その案件の紙の様式, those of its talk with them."""
    rows = PaperOrigin.objects.filter(consultation_id=application.consultation_id, removed_at__isnull=True)
    return lines([row for row in rows.order_by("created_at") if row.application_id in (None, application.id)])
