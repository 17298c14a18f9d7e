"""書類綴りの表示."""

from uuid import UUID

from django.http import HttpResponse

from councils import access
from councils.doors import StaffRequest, door
from councils.permissions import Permission
from councils.trail import write
from loans.applications.models import Application
from loans.documents.bundle import bundle


@door(Permission.APPLY, "GET")
def bundle_at_counter(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """書類綴り, at the counter."""
    return _bundle(request, application_id, may=Permission.APPLY)


@door(None, "GET")
def bundle_in_office(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """書類綴り, in the office: whoever reviews or signs."""
    return _bundle(request, application_id, may=access.reading_right(request.actor))


def _bundle(request: StaffRequest, application_id: UUID, *, may: Permission) -> HttpResponse:
    application = access.look(
        Application, application_id, by=request.actor, may=may, seen=["application", "members", "document"]
    )
    content = bundle(application)
    write.act("export_bundle", case_id=application.id, fields=["document"])
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="papers-{application.receipt_number}.pdf"'
    return response
