"""原本確認, 民生委員意見書, 種類の変更: what is recorded of papers without a file of ours."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from councils.refusals import NotFound
from councils.tenancy import Actor
from councils.trail import write
from loans.applications import papers
from loans.applications.models import Application
from loans.documents.actions import at_counter, kind_of, there
from loans.documents.models import CommissionerReport, Retyping, Sighting
from loans.documents.refusals import NeedsBlackout, NeverAnother, SameKind
from loans.documents.taking import check_issued


def tenant_of(row: Any) -> dict[str, Any]:
    return {"prefecture_id": row.prefecture_id, "municipal_council_id": row.municipal_council_id}


@transaction.atomic
def see(application_id: UUID, kind: str, facts: dict[str, Any], *, by: Actor) -> Sighting:
    """原本確認. The paper was seen and given back.

    Raises NotPermitted, NotFound, StepNotAllowed, NoSuchKind, IssueDateMissing.
    """
    application = at_counter(application_id, by)
    check_issued(application, kind_of(kind).code, facts["issued_on"])
    sighting = Sighting(
        **tenant_of(application),
        application=application,
        kind=kind_of(kind).code,
        seen_on=timezone.localdate(),
        said=facts["said"],
        issued_on=facts["issued_on"],
        seen_by=by.person_id,
        seen_name=by.name,
    )
    sighting.save(force_insert=True)
    write.act("see_paper", case_id=application.id, fields=[kind])
    return sighting


@transaction.atomic
def take_back_sighting(application_id: UUID, sighting_id: UUID, *, by: Actor) -> None:
    """原本確認の取消し. Raises NotPermitted, NotFound, StepNotAllowed."""
    application = at_counter(application_id, by)
    sighting = application.sightings.filter(pk=sighting_id, removed_at__isnull=True).first()
    if sighting is None:
        raise NotFound
    sighting.removed_at = timezone.now()
    sighting.save(update_fields=["removed_at"])
    write.act("take_back_sighting", case_id=application.id, fields=[sighting.kind])


@transaction.atomic
def retype(application_id: UUID, document_id: UUID, facts: dict[str, Any], *, by: Actor) -> Retyping:
    """種類の変更. The database changes the paper's kind, and its day where one is given, as the reason is written.

    Raises NotPermitted, NotFound, StepNotAllowed, NoSuchKind, SameKind, NeverAnother, NeedsBlackout, IssueDateMissing.
    """
    application = at_counter(application_id, by)
    document, after = there(application, document_id), kind_of(facts["after"])
    if document.kind not in papers.types():
        raise NotFound  # an own result of マイナポータル stays what it is
    if document.kind == after.code:
        raise SameKind
    if document.is_vouched and after.is_identity:
        raise NeverAnother
    if set(after.blackout) - document.marks.keys():
        raise NeedsBlackout(after.name)
    check_issued(application, after.code, facts["issued_on"] or document.issued_on)
    retyping = Retyping(
        **tenant_of(application),
        application=application,
        document=document,
        before=document.kind,
        after=after.code,
        reason=facts["reason"],
        issued_on=facts["issued_on"],
        changed_by=by.person_id,
        changed_name=by.name,
    )
    retyping.save(force_insert=True)
    write.act("retype_document", case_id=application.id, fields=[retyping.before, retyping.after])
    return retyping


@transaction.atomic
def report(application_id: UUID, facts: dict[str, Any], *, by: Actor) -> CommissionerReport:
    """民生委員意見書の記録, in the place of the one before. Raises NotPermitted, NotFound, StepNotAllowed."""
    application = at_counter(application_id, by)
    _take_back_reports(application)
    row = CommissionerReport(
        **tenant_of(application),
        application=application,
        document=_scan(application, facts.pop("document")),
        **facts,
        entered_by=by.person_id,
        entered_name=by.name,
    )
    row.save(force_insert=True)
    write.act("report_commissioner", case_id=application.id, fields=[papers.REPORTED])
    return row


def _take_back_reports(application: Application) -> None:
    for row in application.commissioner_reports.filter(removed_at__isnull=True):
        row.removed_at = timezone.now()
        row.save(update_fields=["removed_at"])


def _scan(application: Application, document_id: str) -> Any:
    return there(application, UUID(document_id)) if document_id else None
