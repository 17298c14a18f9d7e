"""支援措置の登録と解除, of a case: at the counter and in the office."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.permissions import Permission
from councils.tenancy import Actor
from loans.applications import actions
from loans.applications.models import Application
from loans.protection import LiftForm, Panel
from loans.states import AT_COUNTER

PROTECTED = "支援措置の対象として登録しました。住所は印字されません。"
LIFTED = "支援措置の対象から外しました。"


@door(Permission.APPLY, "POST")
def protect_at_counter(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """支援措置の登録, at any time."""
    actions.protect_at_counter(application_id, by=request.actor)
    messages.success(request, PROTECTED)
    return redirect("loans:case", application_id)


@door(Permission.ORDER, "POST")
def protect_in_office(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """支援措置の登録, at any time."""
    actions.protect_in_office(application_id, by=request.actor)
    messages.success(request, f"{PROTECTED}これからの照会には、不開示コードが付きます。")
    return redirect("loans:case", application_id)


@door(Permission.FORWARD, "GET", "POST")
def lift_at_counter(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """支援措置の解除."""
    application = access.look(Application, application_id, by=request.actor, may=Permission.FORWARD, seen=["name"])
    return _lifting(request, application)


@door(Permission.ORDER, "GET", "POST")
def lift_in_office(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """支援措置の解除."""
    application = access.look(Application, application_id, by=request.actor, may=Permission.ORDER, seen=["name"])
    return _lifting(request, application)


def _lifting(request: StaffRequest, application: Application) -> HttpResponse:
    is_counter = access.may(request.actor, Permission.FORWARD)
    lift = actions.lift_at_counter if is_counter else actions.lift_in_office
    back = reverse("loans:case", args=[application.id])
    number = application.prefectural_number or application.receipt_number
    return answer_form(
        request,
        LiftForm(request.POST if request.method == "POST" else None),
        lambda facts: lift(application.id, facts["reason"], by=request.actor),
        template="consultations/lift_protection.html",
        then=lambda _: back,
        done=LIFTED,
        context={"name": application.applicant_name, "number": number, "back": back, "is_in_office": not is_counter},
    )


def protection_panel(application: Application, by: Actor) -> Panel:
    """支援措置の欄. Set by whoever takes or reviews applications; lifted at the counter by the chief alone."""
    address = {name: reverse(f"loans:{name}", args=[application.id]) for name in ("protect", "lift_protection")}
    is_in_office = access.may(by, Permission.ORDER)
    can_lift = is_in_office or (access.may(by, Permission.FORWARD) and application.state in AT_COUNTER)
    can_protect = is_in_office or access.may(by, Permission.APPLY)
    return Panel(
        application.is_nondisclosure,
        protect=address["protect"] if can_protect and not application.is_nondisclosure else "",
        lift=address["lift_protection"] if can_lift and application.is_nondisclosure else "",
        is_in_office=is_in_office,
    )
