from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.permissions import Permission
from councils.refusals import NotFound
from councils.signin import stepup
from loans.applications.models import Application
from loans.approval import actions as approval
from loans.approval import bundle
from loans.approval.forms import SignForm
from loans.approval.shown import sheet
from loans.decision import actions
from loans.decision.models import Decision
from loans.decision.print import decision_notice, is_lump_sum, repayment_plan
from loans.decision.shown import decision_of


@door(Permission.SIGN, "GET", "POST")
def sign(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """決裁の画面. One decision a page, with what will happen next."""
    application = access.look(
        Application, application_id, by=request.actor, may=Permission.SIGN, seen=["application", "findings"]
    )
    context = sheet(application, by=request.actor)
    item = bundle.item_of(application)
    confirm = f"{reverse('loans:confirm_signing')}?case={application_id}"
    is_covered = stepup.is_covered(request, bundle.KIND, item)
    if request.method == "GET" and not context["refusal"] and not is_covered:
        return _to_confirm(request, application, confirm)
    return answer_form(
        request,
        SignForm(request.POST or None),
        lambda facts: _sign(request, application, facts["comment"]),
        template="approval/sign.html",
        then=lambda _: _next_on_the_list(request, application_id),
        done="決裁しました。",
        context={**context, "confirm": "" if is_covered else confirm, "left": len(_left(request, application_id))},
    )


def _sign(request: StaffRequest, application: Application, comment: str) -> Application:
    approval.check_due(application, request.actor)
    stepup.check_covered(request, bundle.KIND, bundle.item_of(application))
    return actions.sign(application.id, comment, by=request.actor)


def _to_confirm(request: StaffRequest, application: Application, confirm: str) -> HttpResponse:
    """Names the case and asks for the factor; a case that was on the list has changed since."""
    on_list = [bundle.case_in(item) for item in stepup.covered_items(request, bundle.KIND)]
    if str(application.id) in on_list:
        messages.warning(
            request, "この案件は、本人確認のあとで内容が変わったため、一覧から外れました。もう一度ご確認ください。"
        )
    return redirect(confirm)


def _left(request: StaffRequest, application_id: UUID) -> list[str]:
    """What else of the named list waits for this person's seal, in its order."""
    items = stepup.covered_items(request, bundle.KIND)
    if len(items) < 2:
        return []
    cases = bundle.cases_in(bundle.case_in(item) for item in items)
    waiting = {each.item for each in bundle.waiting_for(request.actor, cases)}
    return [bundle.case_in(item) for item in items if item in waiting and bundle.case_in(item) != str(application_id)]


def _next_on_the_list(request: StaffRequest, application_id: UUID) -> str:
    left = _left(request, application_id)
    return reverse("loans:sign", args=[left[0]]) if left else reverse("loans:case", args=[application_id])


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


PLAN = "plan"
PAPERS: dict[str, tuple[str, Callable[[Decision], bytes]]] = {
    "notice": ("貸付決定通知書", decision_notice),
    PLAN: ("償還計画表", repayment_plan),
}


def _paper(application: Application, paper: str) -> HttpResponse:
    decision = decision_of(application)
    if decision is None or paper not in PAPERS or decision.outcome != Decision.Outcome.APPROVED:
        raise NotFound
    if paper == PLAN and is_lump_sum(decision):
        raise NotFound
    response = HttpResponse(PAPERS[paper][1](decision), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{paper}-{application.receipt_number}.pdf"'
    return response
