from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.era import PartialDate, wareki
from councils.permissions import Permission
from loans.consultations import actions, begun
from loans.consultations.forms import ConsultationForm, today
from loans.consultations.models import Consultation
from loans.consultations.printed import consultation_form
from loans.states import ConsultationState


@door(Permission.CONSULT, "GET", "POST")
def consult(request: StaffRequest) -> HttpResponse:
    """相談を始める."""
    form = ConsultationForm(request.POST or None, initial={"came_on": today(), **begun.take(request)})
    return answer_form(
        request,
        form,
        lambda facts: actions.record(facts, by=request.actor),
        template="consultations/edit.html",
        then=_page_of,
        done="相談を記録しました。",
        context={"title": "相談を始める"},
    )


@door(Permission.CONSULT, "GET")
def show(request: StaffRequest, consultation_id: UUID) -> HttpResponse:
    """相談の画面."""
    consultation = access.look(
        Consultation, consultation_id, by=request.actor, may=Permission.CONSULT, seen=["consultation"]
    )
    return render(request, "consultations/show.html", {"consultation": consultation, **_shown(consultation)})


@door(Permission.CONSULT, "GET")
def form(request: StaffRequest, consultation_id: UUID) -> HttpResponse:
    """相談受付票の印刷."""
    consultation = access.look(
        Consultation, consultation_id, by=request.actor, may=Permission.CONSULT, seen=["form_consultation"]
    )
    response = HttpResponse(consultation_form(consultation), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="consultation.pdf"'
    return response


@door(Permission.CONSULT, "GET", "POST")
def change(request: StaffRequest, consultation_id: UUID) -> HttpResponse:
    """相談受付票を直す."""
    consultation = access.look(
        Consultation, consultation_id, by=request.actor, may=Permission.CONSULT, seen=["consultation"]
    )
    form = ConsultationForm(request.POST or None, initial=_initial(consultation))
    return answer_form(
        request,
        form,
        lambda facts: actions.change(consultation_id, facts, version=facts["version"], by=request.actor),
        template="consultations/edit.html",
        then=_page_of,
        done="相談受付票を保存しました。",
        context={"title": "相談受付票を直す", "back": _page_of(consultation)},
    )


@door(Permission.CONSULT, "POST")
def close(request: StaffRequest, consultation_id: UUID) -> HttpResponse:
    """相談を終える: 情報提供のみ, or つなぎ."""
    act = actions.refer if request.POST.get("as") == "refer" else actions.advise
    consultation = act(consultation_id, by=request.actor)
    return redirect(_page_of(consultation))


def _page_of(consultation: Consultation) -> str:
    return reverse("loans:consultation", args=[consultation.id])


def _initial(consultation: Consultation) -> dict[str, Any]:
    day = consultation.came_on
    return {
        **{name: getattr(consultation, name) for name in ConsultationForm.base_fields},
        "came_on": PartialDate(day.year, day.month, day.day),
    }


def _shown(consultation: Consultation) -> dict[str, Any]:
    topics = "、".join(Consultation.Topic(topic).label for topic in consultation.topics)
    return {
        "facts": [
            {"label": "相談日", "value": wareki(consultation.came_on)},
            {"label": "電話番号", "value": consultation.client_phone},
            {"label": "ご相談の内容", "value": topics},
            {"label": "相談の要旨", "value": consultation.gist},
            {"label": "他制度の確認結果", "value": consultation.other_schemes},
            {"label": "相談員", "value": consultation.counsellor_name},
        ],
        "is_open": consultation.state == ConsultationState.OPEN,
        "applications": list(consultation.applications.order_by("created_at")),
    }
