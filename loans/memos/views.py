from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.permissions import Permission
from loans.applications.models import Application
from loans.consultations.models import Consultation
from loans.memos import actions
from loans.memos.forms import MemoForm
from loans.memos.models import Memo

TEMPLATE, DONE, KEPT = "memos/edit.html", "電話メモを残しました。", "約束を済みにしました。"


@door(None, "GET", "POST")
def of_case(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """電話メモ of a case, at both desks."""
    may = access.reading_right(request.actor)
    application = access.look(Application, application_id, by=request.actor, may=may, seen=["name"])

    def act(facts: dict[str, Any]) -> Memo:
        return actions.take_of_case(application_id, facts, by=request.actor, may=may)

    back = reverse("loans:look", args=[application_id])
    return answer_form(
        request,
        MemoForm(request.POST or None),
        act,
        template=TEMPLATE,
        then=lambda _: back,
        done=DONE,
        context={
            "name": f"{application.applicant_name} 様",
            "back": back,
            "is_shared": application.forwarded_at is not None,
        },
    )


@door(Permission.CONSULT, "GET", "POST")
def of_talk(request: StaffRequest, consultation_id: UUID) -> HttpResponse:
    """電話メモ of a talk, which stays at the counter."""
    talk = access.look(Consultation, consultation_id, by=request.actor, may=Permission.CONSULT, seen=["name"])
    back = reverse("loans:look_talk", args=[consultation_id])
    return answer_form(
        request,
        MemoForm(request.POST or None),
        lambda facts: actions.take_of_talk(consultation_id, facts, by=request.actor),
        template=TEMPLATE,
        then=lambda _: back,
        done=DONE,
        context={"name": str(talk), "back": back, "is_shared": False},
    )


@door(None, "POST")
def keep_of_case(request: StaffRequest, application_id: UUID, memo_id: UUID) -> HttpResponse:
    """約束を済ませた."""
    may = access.reading_right(request.actor)
    actions.keep_of_case(application_id, memo_id, by=request.actor, may=may)
    messages.success(request, KEPT)
    return redirect("loans:look", application_id)


@door(Permission.CONSULT, "POST")
def keep_of_talk(request: StaffRequest, consultation_id: UUID, memo_id: UUID) -> HttpResponse:
    """約束を済ませた."""
    actions.keep_of_talk(consultation_id, memo_id, by=request.actor)
    messages.success(request, KEPT)
    return redirect("loans:look_talk", consultation_id)
