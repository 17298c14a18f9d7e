from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from councils.administration import actions, waiting
from councils.administration.rules import CHIEFS
from councils.doors import StaffRequest, door, fresh_factor
from councils.permissions import Permission
from councils.refusals import NotPermitted


@door(Permission.ADMINISTER, "GET")
def proposals(request: StaffRequest) -> HttpResponse:
    """確認待ち."""
    page = waiting.page(request.actor, after=request.GET.get("after", ""))
    return render(request, "staff/waiting.html", {"page": page, "is_chief": False})


@door(Permission.ADMINISTER, "POST")
@fresh_factor
def confirm(request: StaffRequest, proposal_id: UUID) -> HttpResponse:
    """確認."""
    proposal = actions.confirm(proposal_id, by=request.actor)
    messages.success(request, f"「{proposal.get_act_display()}」を確認しました。")
    return redirect("staff:waiting")


@door(Permission.ADMINISTER, "POST")
def withdraw(request: StaffRequest, proposal_id: UUID) -> HttpResponse:
    """取下げ."""
    proposal = actions.withdraw(proposal_id, by=request.actor)
    messages.success(request, f"「{proposal.get_act_display()}」の提案を取り下げました。")
    return redirect("staff:waiting")


@door(None, "GET")
def factors(request: StaffRequest) -> HttpResponse:
    """サインインのやり直し, for the chief of the person's council."""
    _check_chief(request)
    page = waiting.page_of_chief(request.actor, after=request.GET.get("after", ""))
    return render(request, "staff/waiting.html", {"page": page, "is_chief": True})


@door(None, "POST")
@fresh_factor
def confirm_factor(request: StaffRequest, proposal_id: UUID) -> HttpResponse:
    _check_chief(request)
    actions.confirm(proposal_id, by=request.actor)
    messages.success(request, "サインインのやり直しを確認しました。ご本人は、次のサインインで登録できます。")
    return redirect("staff:factors")


def _check_chief(request: StaffRequest) -> None:
    if request.actor.post not in CHIEFS:
        raise NotPermitted
