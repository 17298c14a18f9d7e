from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from loans.applications.models import Application
from loans.recusals import actions
from loans.recusals.forms import RecusalForm


@door(None, "GET", "POST")
def recuse(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """忌避の届出."""
    may = access.reading_right(request.actor)
    application = access.look(Application, application_id, by=request.actor, may=may, seen=["name"])
    return answer_form(
        request,
        RecusalForm(request.POST if request.method == "POST" else None),
        lambda facts: actions.recuse(application_id, facts["reason"], by=request.actor, may=may),
        template="recusals/recuse.html",
        then=lambda _: "/",
        done="この案件の担当を外れました。ほかの職員へ引き継いでください。",
        context={"application": application, "back": reverse("loans:case", args=[application_id])},
    )


@door(None, "POST")
def lift(request: StaffRequest, application_id: UUID, recusal_id: UUID) -> HttpResponse:
    """忌避の取消し."""
    actions.lift(application_id, recusal_id, by=request.actor, may=access.reading_right(request.actor))
    messages.success(request, "届出を取り消しました。")
    return redirect("loans:case", application_id)
