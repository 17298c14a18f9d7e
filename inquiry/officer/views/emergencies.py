from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.permissions import Permission
from councils.refusals import Refused
from councils.trail import write
from councils.trail.rights import check_reads_trail
from inquiry.officer import queues
from inquiry.officer.actions import emergencies as acts
from inquiry.officer.mishap_forms import EmergencyForm
from inquiry.officer.officers import names_of
from inquiry.officer.paging import paged
from inquiry.officer.showing import Chip, moment
from inquiry.vault.models import Emergency, TakenOrder


@door(Permission.INQUIRE, "GET", "POST")
def ask_emergency(request: StaffRequest, order_id: UUID) -> HttpResponse:
    """緊急閲覧の申出. Of an order whose case has ended."""
    order = access.find(TakenOrder, order_id, by=request.actor, may=Permission.INQUIRE)
    write.viewed(order.case_id, fields=["reference"])
    return answer_form(
        request,
        EmergencyForm(request.POST or None),
        lambda facts: acts.ask(order.pk, Emergency.Purpose(facts["purpose"]), by=request.actor),
        template="officer/ask_emergency.html",
        then=lambda _: reverse("officer:emergencies"),
        done="緊急閲覧を申し出ました。別の照会担当が認めると、30分だけ閲覧できます。",
        context={"order": order, "counts": queues.counts(), "page": "emergencies"},
    )


@door(Permission.INQUIRE, "GET")
def emergencies(request: StaffRequest) -> HttpResponse:
    """緊急閲覧. What waits for a second officer first."""
    every, waits = Emergency.objects.select_related("order"), Q(allowed_at__isnull=True, refused_at__isnull=True)
    found = paged([every.filter(waits), every.exclude(waits)], request.GET.get("after", ""))
    write.appeared(len(found.rows), where="officer:emergencies")
    rows = [
        {**row, "may_decide": row["chip"].label == _WAITING and row["row"].asked_by != request.actor.staff_id}
        for row in _rows(found.rows)
    ]
    context = {"rows": rows, "after": found.after, "counts": queues.counts(), "page": "emergencies"}
    return render(request, "officer/emergencies.html", context)


@door(Permission.INQUIRE, "POST")
def allow_emergency(request: StaffRequest, emergency_id: UUID) -> HttpResponse:
    acts.allow(emergency_id, by=request.actor)
    messages.success(request, "緊急閲覧を認めました。申し出た方だけが、30分のあいだ閲覧できます。")
    return redirect("officer:emergencies")


@door(Permission.INQUIRE, "POST")
def refuse_emergency(request: StaffRequest, emergency_id: UUID) -> HttpResponse:
    acts.refuse(emergency_id, by=request.actor)
    messages.success(request, "緊急閲覧を認めませんでした。")
    return redirect("officer:emergencies")


@door(None, "GET")
def emergency_reviews(request: StaffRequest) -> HttpResponse:
    """緊急閲覧の事後の確認, for an auditor and 責任者: by whom and for what, without the case."""
    check_reads_trail(request.actor)
    allowed = Emergency.objects.filter(allowed_at__isnull=False)
    waiting = allowed.filter(reviewed_at__isnull=True)
    found = paged([waiting, allowed.filter(reviewed_at__isnull=False)], request.GET.get("after", ""))
    context = {
        "rows": _rows(found.rows),
        "after": found.after,
        "unreviewed": waiting.count(),
        "verdicts": Emergency.Review.choices,
    }
    return render(request, "officer/emergency_reviews.html", context)


@door(None, "POST")
def review_emergency(request: StaffRequest, emergency_id: UUID) -> HttpResponse:
    access.find(Emergency, emergency_id, by=request.actor, may=acts.reviewing_right(request.actor))
    if request.POST.get("review", "") not in Emergency.Review.values:
        messages.error(request, "確認の結果を選んでください。")
    else:
        acts.review(emergency_id, Emergency.Review(request.POST["review"]), by=request.actor)
        messages.success(request, "事後の確認を記録しました。")
    return redirect("officer:emergency_reviews")


_WAITING = "許可待ち"


def _rows(found: Sequence[Emergency]) -> list[dict[str, Any]]:
    names = names_of(each for row in found for each in (row.asked_by, row.allowed_by, row.refused_by, row.reviewed_by))
    return [
        {
            "row": row,
            "chip": _chip(row),
            "asked_by": names.get(row.asked_by, "（異動済み）"),
            "decided_by": names.get(row.allowed_by or row.refused_by or 0, ""),
            "reviewed_by": names.get(row.reviewed_by or 0, ""),
            "still_open": _why_not_over(row),
            "asked_at": moment(row.created_at),
            "allowed_at": moment(row.allowed_at) if row.allowed_at else "",
        }
        for row in found
    ]


def _why_not_over(row: Emergency) -> str:
    try:
        acts.check_is_over(row)
    except Refused as refusal:
        return refusal.sentence
    return ""


def _chip(row: Emergency) -> Chip:
    if row.refused_at is not None:
        return Chip("認めない", "closed")
    if row.allowed_at is None:
        return Chip(_WAITING, "active")
    if row.reviewed_at is not None:
        return Chip(row.get_review_display(), "good" if row.review == Emergency.Review.PROPER else "bad")
    if row.allowed_at + acts.OPEN_FOR > timezone.now():
        return Chip("閲覧できます（30分）", "active")
    return Chip(
        "事後の確認が遅れています" if row.is_overdue else "事後の確認待ち", "bad" if row.is_overdue else "returned"
    )
