"""支援措置の登録と解除, of a talk."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.permissions import Permission
from councils.tenancy import Actor
from loans.consultations import actions
from loans.consultations.models import Consultation
from loans.protection import LiftForm, Panel


@door(Permission.CONSULT, "POST")
def protect(request: StaffRequest, consultation_id: UUID) -> HttpResponse:
    """支援措置の登録."""
    actions.protect_talk(consultation_id, by=request.actor)
    messages.success(request, "支援措置の対象として登録しました。住所は印字されません。")
    return redirect("loans:consultation", consultation_id)


@door(Permission.FORWARD, "GET", "POST")
def lift(request: StaffRequest, consultation_id: UUID) -> HttpResponse:
    """支援措置の解除."""
    talk = access.look(Consultation, consultation_id, by=request.actor, may=Permission.FORWARD, seen=["name"])
    back = reverse("loans:consultation", args=[talk.pk])
    return answer_form(
        request,
        LiftForm(request.POST if request.method == "POST" else None),
        lambda facts: actions.lift_talk(talk.pk, facts["reason"], by=request.actor),
        template="consultations/lift_protection.html",
        then=lambda _: back,
        done="支援措置の対象から外しました。",
        context={"name": talk.client_name or "お名前未確認", "number": "", "back": back, "is_in_office": False},
    )


def protection_panel(talk: Consultation, by: Actor) -> Panel:
    """支援措置の欄. Set by everybody at the counter, lifted by the chief alone."""
    can_lift = talk.is_nondisclosure and access.may(by, Permission.FORWARD)
    return Panel(
        talk.is_nondisclosure,
        protect="" if talk.is_nondisclosure else reverse("loans:protect_talk", args=[talk.pk]),
        lift=reverse("loans:lift_talk_protection", args=[talk.pk]) if can_lift else "",
    )
