"""審査案件・決裁案件の画面, and the next case that nobody has taken."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from councils import access
from councils.doors import StaffRequest, door
from councils.models import NamePlate
from councils.permissions import Permission
from councils.refusals import Refused
from councils.tenancy import Actor
from councils.trail import write
from loans.applications.models import Application
from loans.cases.asked import Asked, FilterForm, asked_of
from loans.cases.exports import exported, may_export, most_rows
from loans.cases.queues import SIGN_TAB, TABS, office_cutoff, queue_lines, start, tabs, waiting, whole_queue
from loans.cases.saved import saved_of
from loans.cases.unread import with_unread
from loans.recusals.actions import kept_off
from loans.review import actions as review
from loans.states import State


class NothingWaits(Refused):
    sentence = "いま、未割当の案件はありません。"


@door(Permission.REVIEW, "GET")
def queue(request: StaffRequest) -> HttpResponse:
    """審査案件."""
    by, counts = request.actor, waiting(request.actor)
    form, people = _form(request)
    view = request.GET.get("view", "")
    asked = asked_of(form, view if view in TABS else start(counts), people)
    context = {
        "tabs": tabs(counts, asked.view),
        "title": "審査案件",
        "choose": "",
        "form": form,
        "chips": asked.chips(),
        "saved": saved_of(by, "queue"),
        "can_export": may_export(by),
        "can_take": True,
    }
    return _list(request, asked, context, where="queue")


@door(Permission.SIGN, "GET")
def sign_queue(request: StaffRequest) -> HttpResponse:
    """決裁案件."""
    context = {"tabs": [], "title": "決裁案件", "choose": reverse("loans:choose_signing")}
    return _list(request, Asked(view=SIGN_TAB), context, where="sign_queue")


@door(Permission.REVIEW, "POST")
def export(request: StaffRequest) -> HttpResponse:
    """審査案件の書き出し."""
    by, view = request.actor, request.GET.get("view", "")
    form, people = _form(request)
    most, asked = most_rows(by), asked_of(form, view if view in TABS else start(waiting(by)), people)
    lines = whole_queue(by, asked, late=_late(by), most=most)
    return exported(request, "queue", asked, lines, most=most)


@door(Permission.RECEIVE, "POST")
def take_next(request: StaffRequest) -> HttpResponse:
    """次の案件を受け付ける."""
    return redirect("loans:case", next_case(request.actor).id)


@transaction.atomic
def next_case(by: Actor) -> Application:
    """県受付 of the case that has waited longest and that nobody else is just taking. Raises NothingWaits."""
    access.check_may(by, Permission.RECEIVE)
    rows = Application.objects.filter(prefecture_id=by.prefecture_id, state=State.FORWARDED)
    rows = rows.exclude(pk__in=list(kept_off(by).values_list("application_id", flat=True)))
    found = rows.order_by("forwarded_at", "id").select_for_update(skip_locked=True, of=("self",)).first()
    if found is None:
        raise NothingWaits
    return review.receive(found.id, by=by)


def _list(request: StaffRequest, asked: Asked, context: dict[str, Any], *, where: str) -> HttpResponse:
    lines = queue_lines(request.actor, asked, after=request.GET.get("after", ""), late=_late(request.actor))
    write.appeared(len(lines.rows), where=where)
    lines = replace(lines, rows=with_unread(lines.rows, request.actor))
    return render(request, "cases/queue.html", {"lines": lines, "asked": asked, **context})


def _form(request: StaffRequest) -> tuple[FilterForm, dict[int, str]]:
    people = dict(NamePlate.objects.filter(council_id=request.actor.council_id).values_list("staff_id", "name"))
    return FilterForm(request.GET, people=people.items()), people


def _late(by: Actor) -> date:
    return office_cutoff(by, timezone.localdate())
