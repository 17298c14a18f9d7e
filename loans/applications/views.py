from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.permissions import Permission
from councils.refusals import NotFound
from loans.applications import actions, shown
from loans.applications.budget import budget_panel
from loans.applications.forms import OpinionForm
from loans.applications.models import Application, Opinion
from loans.applications.opinion_begun import begun
from loans.applications.preview import preview_of
from loans.applications.printed import FORMS, printed


@door(Permission.APPLY, "POST")
def submit(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """申込の受付."""
    return redirect(_page_of(actions.submit(application_id, by=request.actor)))


@door(Permission.APPLY, "POST")
def reopen(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """申込書を直す."""
    return redirect("loans:edit", actions.reopen(application_id, by=request.actor).id)


@door(Permission.APPLY, "POST")
def resume(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """直さずに進達へ回す."""
    return redirect(_page_of(actions.resume(application_id, by=request.actor)))


@door(Permission.APPLY, "POST")
def withdraw(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """取下げ."""
    application = actions.withdraw(application_id, by=request.actor)
    messages.success(request, "申込を取り下げました。")
    return redirect(_page_of(application))


@door(Permission.APPLY, "GET", "POST")
def opine(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """市区町村社協の意見."""
    seen = ["application", "consultation", "budget"]
    application = access.look(Application, application_id, by=request.actor, may=Permission.APPLY, seen=seen)

    def act(facts: dict[str, Any]) -> Opinion:
        return actions.opine(application_id, facts, by=request.actor)

    return answer_form(
        request,
        OpinionForm(request.POST or None, initial=begun(application)),
        act,
        template="applications/opine.html",
        then=lambda opinion: _page_of(opinion.application),
        done="意見を記録しました。",
        context={
            "application": application,
            "facts": shown.request_facts(application),
            "preview": preview_of(application),
            "budget": budget_panel(application),
        },
    )


@door(Permission.APPLY, "GET")
def form_at_counter(request: StaffRequest, application_id: UUID, form: str) -> HttpResponse:
    """様式, at the counter."""
    return _form(request, application_id, form, may=Permission.APPLY)


@door(None, "GET")
def form_in_office(request: StaffRequest, application_id: UUID, form: str) -> HttpResponse:
    """様式, in the office."""
    return _form(request, application_id, form, may=access.reading_right(request.actor))


def _form(request: StaffRequest, application_id: UUID, form: str, *, may: Permission) -> HttpResponse:
    seen = f"form_{form}" if form in FORMS else "application"
    application = access.look(Application, application_id, by=request.actor, may=may, seen=[seen])
    if form not in FORMS:
        raise NotFound
    response = HttpResponse(printed(application, form), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{form}-{application.receipt_number}.pdf"'
    return response


def _page_of(application: Application) -> str:
    return reverse("loans:case", args=[application.id])
