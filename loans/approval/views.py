from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.permissions import Permission
from loans.applications.models import Application
from loans.approval import actions
from loans.approval.forms import SendBackForm
from loans.approval.shown import sheet


@door(Permission.SIGN, "GET", "POST")
def send_back(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """差戻しの画面."""
    application = access.look(
        Application, application_id, by=request.actor, may=Permission.SIGN, seen=["application", "findings"]
    )
    return answer_form(
        request,
        SendBackForm(request.POST or None),
        lambda facts: actions.send_back(application_id, facts["comment"], by=request.actor),
        template="approval/send_back.html",
        then=lambda _: reverse("loans:case", args=[application_id]),
        done="審査担当へ差し戻しました。",
        context=sheet(application, by=request.actor),
    )
