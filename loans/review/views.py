from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.era import PartialDate
from councils.permissions import Permission
from loans.applications import shown
from loans.applications.models import Application, Return
from loans.review import actions
from loans.review.forms import ReturnForm, ReviewForm, usual_due
from loans.review.models import Review
from loans.review.shown import inquiry_panel


@door(Permission.RECEIVE, "POST")
def receive(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """県受付."""
    return redirect(_page_of(actions.receive(application_id, by=request.actor)))


@door(Permission.REVIEW, "GET", "POST")
def return_case(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """返戻."""
    application = access.look(Application, application_id, by=request.actor, may=Permission.REVIEW, seen=["name"])
    due = usual_due()
    form = ReturnForm(request.POST or None, initial={"due_on": PartialDate(due.year, due.month, due.day)})

    def act(facts: dict[str, Any]) -> Return:
        return actions.return_case(application_id, facts, by=request.actor)

    return answer_form(
        request,
        form,
        act,
        template="review/return.html",
        then=lambda _: _page_of(application),
        done="返戻しました。",
        context={"application": application},
    )


@door(Permission.ORDER, "POST")
def order(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """照会依頼."""
    actions.order(application_id, is_nondisclosure=request.POST.get("nondisclosure") == "1", by=request.actor)
    return redirect("loans:case", application_id)


@door(Permission.REVIEW, "POST")
def take_up(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """審査に入る."""
    without = request.POST.get("without_findings") == "1"
    return redirect(_page_of(actions.take_up(application_id, without_findings=without, by=request.actor)))


@door(Permission.REVIEW, "GET", "POST")
def propose(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """審査票と起案."""
    application = access.look(
        Application, application_id, by=request.actor, may=Permission.REVIEW, seen=["application", "findings"]
    )
    names = ("amount_yen", "grace_months", "repayment_months")
    form = ReviewForm(request.POST or None, initial={name: getattr(application, name) for name in names})

    def act(facts: dict[str, Any]) -> Review:
        return actions.propose(application_id, facts, by=request.actor)

    return answer_form(
        request,
        form,
        act,
        template="review/propose.html",
        then=lambda _: _page_of(application),
        done="起案しました。決裁に回りました。",
        context={
            "application": application,
            "facts": shown.request_facts(application),
            "inquiry": inquiry_panel(application),
        },
    )


def _page_of(application: Application) -> str:
    return reverse("loans:case", args=[application.id])
