from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from councils.doors import StaffRequest, answer_form, door
from councils.era import PartialDate
from councils.permissions import Permission
from loans.extras import actions
from loans.extras.forms import EndForm, ExtraForm
from loans.extras.models import ExtraField
from loans.extras.shown import lines
from loans.terms.in_force import funds_in_force


@door(Permission.ADMINISTER, "GET")
def overview(request: StaffRequest) -> HttpResponse:
    """県独自項目."""
    return render(request, "extras/overview.html", {"rows": lines(request.actor)})


@door(Permission.ADMINISTER, "GET", "POST")
def add(request: StaffRequest) -> HttpResponse:
    """県独自項目の提案."""
    today = timezone.localdate()
    form = ExtraForm(
        request.POST if request.method == "POST" else None,
        funds=funds_in_force(prefecture_id=request.actor.prefecture_id, on=today),
        initial={"since": PartialDate(today.year, today.month, today.day)},
    )
    return answer_form(
        request,
        form,
        lambda facts: actions.propose(facts, by=request.actor),
        template="extras/form.html",
        then=lambda _: reverse("loans:extras"),
        done="提案しました。別の管理者が確認すると、開始日から申込書に出ます。",
        context={"title": "項目を提案する", "button": "この項目を提案する"},
    )


@door(Permission.ADMINISTER, "POST")
def confirm(request: StaffRequest, extra_id: UUID) -> HttpResponse:
    """県独自項目の確認."""
    actions.confirm(extra_id, by=request.actor)
    messages.success(request, "確認しました。開始日から申込書に出ます。")
    return redirect("loans:extras")


@door(Permission.ADMINISTER, "GET", "POST")
def end(request: StaffRequest, extra_id: UUID) -> HttpResponse:
    """県独自項目の終了."""
    extra = actions.question(extra_id, by=request.actor)

    def act(facts: dict[str, Any]) -> ExtraField:
        return actions.end(extra_id, facts, by=request.actor)

    return answer_form(
        request,
        EndForm(request.POST if request.method == "POST" else None),
        act,
        template="extras/form.html",
        then=lambda _: reverse("loans:extras"),
        done="終了日を決めました。",
        context={"title": f"「{extra.label}」を終える", "button": "終了日を決める"},
    )
