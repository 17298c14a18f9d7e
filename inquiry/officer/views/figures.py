from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.months import Month
from councils.permissions import Permission
from inquiry.officer.actions.training import record_training
from inquiry.officer.figured import figures_of
from inquiry.officer.officers import check_officer_or_chief
from inquiry.officer.trained import is_required, officer_lines, officers, own_line
from inquiry.officer.training_form import TrainingForm
from inquiry.officer.views.frame import frame_of
from inquiry.vault.models import Training


@door(None, "GET")
def figures(request: StaffRequest) -> HttpResponse:
    """照会の状況, for 照会担当 and 責任者; 責任者 see the training of all, an officer the own."""
    check_officer_or_chief(request.actor)
    month = Month.asked(request.GET.get("month", ""))
    is_chief = access.may(request.actor, Permission.ADMINISTER)
    context = {
        "month": month,
        "figures": figures_of(month),
        "before": figures_of(month.before),
        "training": officer_lines(request.actor) if is_chief else [own_line(request.actor)],
        "is_required": is_required(request.actor),
        "is_chief": is_chief,
        **frame_of(request.actor, "figures"),
    }
    return render(request, "officer/figures.html", context)


@door(Permission.ADMINISTER, "GET", "POST")
def training(request: StaffRequest) -> HttpResponse:
    """研修の記録."""

    def act(facts: dict[str, Any]) -> Training:
        passed_on, valid_until = facts["passed_on"].first(), facts["valid_until"].first()
        return record_training(facts["staff_id"], facts["course"], passed_on, valid_until, by=request.actor)

    return answer_form(
        request,
        TrainingForm(request.POST or None, officers=officers(request.actor)),
        act,
        template="officer/training.html",
        then=lambda _: reverse("officer:training"),
        done="研修を記録しました。",
        context={"training": officer_lines(request.actor), "is_required": is_required(request.actor)},
    )
