from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door, fresh_factor
from councils.permissions import Permission
from councils.refusals import NotFound
from loans.applications.models import Application
from loans.approval.forms import SignForm
from loans.approval.shown import sheet
from loans.decision import actions
from loans.decision.models import Decision
from loans.decision.print import decision_notice, repayment_plan
from loans.decision.shown import decision_of


@door(Permission.SIGN, "GET", "POST")
@fresh_factor
def sign(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """決裁の画面. One decision a page, with what will happen next."""
    application = access.look(
        Application, application_id, by=request.actor, may=Permission.SIGN, seen=["application", "findings"]
    )
    return answer_form(
        request,
        SignForm(request.POST or None),
        lambda facts: actions.sign(application_id, facts["comment"], by=request.actor),
        template="approval/sign.html",
        then=lambda _: reverse("loans:case", args=[application_id]),
        done="決裁しました。",
        context=sheet(application, by=request.actor),
    )


@door(Permission.APPLY, "GET")
def paper_at_counter(request: StaffRequest, application_id: UUID, paper: str) -> HttpResponse:
    """決定通知書・償還計画表, at the counter."""
    may = Permission.APPLY
    return _paper(access.look(Application, application_id, by=request.actor, may=may, seen=[paper]), paper)


@door(None, "GET")
def paper_in_office(request: StaffRequest, application_id: UUID, paper: str) -> HttpResponse:
    """決定通知書・償還計画表, in the office."""
    may = access.reading_right(request.actor)
    return _paper(access.look(Application, application_id, by=request.actor, may=may, seen=[paper]), paper)


PAPERS: dict[str, tuple[str, Callable[[Decision], bytes]]] = {
    "notice": ("貸付決定通知書", decision_notice),
    "plan": ("償還計画表", repayment_plan),
}


def _paper(application: Application, paper: str) -> HttpResponse:
    decision = decision_of(application)
    if decision is None or paper not in PAPERS or decision.outcome != Decision.Outcome.APPROVED:
        raise NotFound
    response = HttpResponse(PAPERS[paper][1](decision), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{paper}-{application.receipt_number}.pdf"'
    return response
