from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from councils.doors import StaffRequest, door
from councils.permissions import Permission
from loans.consultations import actions, shown
from loans.consultations.models import Consultation
from loans.consultations.panel import panel_of
from loans.consultations.steps import STEPS


@door(Permission.CONSULT, "POST")
def ask(request: StaffRequest, consultation_id: UUID) -> HttpResponse:
    """確認したこと: one button of the panel."""
    question, _, given = request.POST.get("answer", "").partition(":")
    talk = actions.answer(consultation_id, question, given, by=request.actor)
    if request.htmx:  # type: ignore[attr-defined]  # put there by django-htmx
        return render(request, "consultations/panel.html", _panel(talk, request))
    return redirect(_back(talk, request))


@door(Permission.CONSULT, "POST")
def carry(request: StaffRequest, consultation_id: UUID) -> HttpResponse:
    """前回の内容を引き継ぐ."""
    talk = actions.carry(consultation_id, request.POST.get("from", ""), by=request.actor)
    messages.success(request, "前回の内容を引き継ぎました。「前回」の印のある項目を、ご本人に確かめてください。")
    return redirect(_back(talk, request))


def _panel(talk: Consultation, request: StaffRequest) -> dict[str, Any]:
    step = STEPS.get(request.POST.get("back", ""), STEPS["start"])
    return {"talk": talk, "panel": panel_of(talk), "step": step, "is_new": False, "earlier": []}


def _back(talk: Consultation, request: StaffRequest) -> str:
    return shown.url_of(talk, STEPS.get(request.POST.get("back", ""), STEPS["start"]))
