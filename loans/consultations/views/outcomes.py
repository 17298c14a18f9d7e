from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.permissions import Permission
from councils.refusals import NotFound
from loans.consultations import actions, shown
from loans.consultations.forms.referrals import ReferredForm
from loans.consultations.models import Consultation
from loans.consultations.panel import names
from loans.consultations.paper_origins import origins_of_talk
from loans.consultations.printed import consultation_form
from loans.consultations.steps import STEPS
from loans.consultations.views.protection import protection_panel
from loans.consultations.visits import memos_before
from loans.states import TALK_ENDED, ConsultationState


@door(Permission.CONSULT, "GET")
def show(request: StaffRequest, consultation_id: UUID) -> HttpResponse:
    """相談の画面."""
    talk = access.look(
        Consultation, consultation_id, by=request.actor, may=Permission.CONSULT, seen=["consultation", "memo"]
    )
    is_open = talk.state == ConsultationState.OPEN
    context = {
        "talk": talk,
        "is_open": is_open,
        "is_ended": talk.state in TALK_ENDED,
        "may_reopen": actions.may_reopen(talk, by=request.actor),
        "next": shown.next_fact(talk)["value"],
        "parts": shown.parts_of(talk, is_open=is_open),
        "visits": memos_before(talk, by=None),
        "applications": list(talk.applications.order_by("created_at")),
        "referrals": list(talk.referrals.order_by("created_at")),
        "origins": origins_of_talk(talk),
        "funds": names(),
        "check": shown.url_of(talk, STEPS["check"]),
        "protection": protection_panel(talk, request.actor),
        "start": shown.url_of(talk, STEPS["start"]),
    }
    return render(request, "consultations/show.html", context)


@door(Permission.CONSULT, "GET")
def show_client(request: StaffRequest, consultation_id: UUID) -> HttpResponse:
    """相談者に見せる. What was understood, in large letters; nothing that staff noted for themselves."""
    talk = access.look(Consultation, consultation_id, by=request.actor, may=Permission.CONSULT, seen=["consultation"])
    context = {"talk": talk, "parts": shown.for_client(talk), "back": shown.url_of(talk, STEPS["check"])}
    return render(request, "consultations/client.html", context)


@door(Permission.CONSULT, "GET")
def form(request: StaffRequest, consultation_id: UUID) -> HttpResponse:
    """相談受付票の印刷."""
    talk = access.look(
        Consultation, consultation_id, by=request.actor, may=Permission.CONSULT, seen=["form_consultation"]
    )
    return as_pdf(consultation_form(talk), "consultation")


@door(Permission.CONSULT, "POST")
def close(request: StaffRequest, consultation_id: UUID) -> HttpResponse:
    """相談を終える: 情報提供のみ, or つなぎ."""
    how = request.POST.get("as", "")
    if how == "refer":
        return _refer(request, consultation_id)
    if how != "advise":
        raise NotFound
    actions.advise(consultation_id, by=request.actor)
    messages.success(request, _closed_as(ConsultationState.ADVISED_CLOSED))
    return redirect("loans:consultation", consultation_id)


def _refer(request: StaffRequest, consultation_id: UUID) -> HttpResponse:
    talk = access.find(Consultation, consultation_id, by=request.actor, may=Permission.CONSULT)
    return answer_form(
        request,
        ReferredForm(request.POST),
        lambda facts: actions.refer(consultation_id, facts["agency"], by=request.actor),
        template="consultations/refer.html",
        then=lambda _: reverse("loans:consultation", args=[consultation_id]),
        done=_closed_as(ConsultationState.REFERRED),
        context={"talk": talk, "back": shown.url_of(talk, STEPS["check"])},
    )


def _closed_as(state: ConsultationState) -> str:
    return f"相談を「{state.label}」として記録しました。"


@door(Permission.CONSULT, "POST")
def reopen(request: StaffRequest, consultation_id: UUID) -> HttpResponse:
    """終了を取り消して、聞き取りに戻る."""
    talk = actions.reopen(consultation_id, by=request.actor)
    messages.success(request, "終了を取り消しました。聞き取りを続けてください。")
    return redirect(shown.url_of(talk, STEPS["check"]))


def as_pdf(paper: bytes, name: str) -> HttpResponse:
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
