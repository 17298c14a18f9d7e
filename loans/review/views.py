from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.look.rows import adds_rows
from councils.permissions import Permission
from councils.settings.values import value_of
from loans.applications import rules, shown
from loans.applications.budget import budget_panel
from loans.applications.models import Application, Return
from loans.applications.plan import plan_of
from loans.due import offered
from loans.review import actions
from loans.review.declining import names_of_declined
from loans.review.forms import ReviewForm, TakeUpForm
from loans.review.inquiries import is_asked_otherwise, was_asked
from loans.review.models import Review
from loans.review.plan_form import OrderForm
from loans.review.plan_shown import plan_shown
from loans.review.return_form import ReturnForm
from loans.review.shown import first_words, inquiry_panel, sent_back, waiver_of
from loans.settings import RETURN_DAYS
from loans.terms.in_force import facts_of


@door(Permission.RECEIVE, "POST")
def receive(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """県受付."""
    return redirect(_page_of(actions.receive(application_id, by=request.actor)))


@door(Permission.REVIEW, "GET", "POST")
@adds_rows
def return_case(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """返戻."""
    application = access.look(
        Application, application_id, by=request.actor, may=Permission.REVIEW, seen=["name", "members"]
    )
    first = {
        "due_on": offered(int(value_of(application.prefecture_id, RETURN_DAYS.name))),
        "place": request.GET.get("place", ""),
    }
    form = ReturnForm(typed(request), application=application, initial=first)

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


@door(Permission.ORDER, "GET", "POST")
def order(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """照会依頼."""
    application = access.look(Application, application_id, by=request.actor, may=Permission.ORDER, seen=["name"])
    planned = plan_of(application)
    form = OrderForm(
        typed(request),
        initial={"is_nondisclosure": "yes"} if application.is_nondisclosure else {},
        planned=planned,
        members=rules.household(application),
    )
    return answer_form(
        request,
        form,
        lambda _: actions.order(application_id, **form.facts(), by=request.actor),
        template="review/order.html",
        then=lambda _: _page_of(application),
        done="情報照会を依頼しました。",
        context={
            "application": application,
            "plan": plan_shown(planned, form),
            "was_asked": was_asked(application),
            "declined": names_of_declined(application),
            "is_asked_otherwise": is_asked_otherwise(application),
        },
    )


@door(Permission.REVIEW, "GET", "POST")
def take_up(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """審査に入る."""
    application = access.look(Application, application_id, by=request.actor, may=Permission.REVIEW, seen=["name"])
    return answer_form(
        request,
        TakeUpForm(typed(request)),
        lambda facts: actions.take_up(application_id, reason=facts["reason"], by=request.actor),
        template="review/take_up.html",
        then=lambda _: _page_of(application),
        done="審査に入りました。",
        context={"application": application},
    )


@door(Permission.REVIEW, "GET", "POST")
def propose(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """審査票と起案."""
    application = access.look(
        Application, application_id, by=request.actor, may=Permission.REVIEW, seen=["application", "findings"]
    )
    form = ReviewForm(request.POST or None, terms=facts_of(application.terms), initial=first_words(application))

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
            "sent_back": sent_back(application),
            "waiver": waiver_of(application),
            "budget": budget_panel(application),
        },
    )


def typed(request: StaffRequest) -> QueryDict | None:
    """What was posted, also where nothing was: a form with no answer is asked again."""
    return request.POST if request.method == "POST" else None


def _page_of(application: Application) -> str:
    return reverse("loans:case", args=[application.id])
