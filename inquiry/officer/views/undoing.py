from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.permissions import Permission
from councils.trail import write
from inquiry.officer import queues, reviews
from inquiry.officer.actions import links as acts
from inquiry.officer.forms import UndoForm
from inquiry.vault.models import Link, Person


@door(Permission.INQUIRE, "GET", "POST")
def undo(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """紐付けの解除, with its reason."""
    found = access.find(Person, person_id, by=request.actor, may=Permission.INQUIRE)
    write.viewed(found.case_id, fields=["name", "link"], subject_id=found.member_id)
    return answer_form(
        request,
        UndoForm(request.POST or None),
        lambda facts: acts.undo(found.pk, Link.UndoneFor(facts["reason"]), by=request.actor),
        template="officer/undo.html",
        then=lambda _: reverse("officer:person", args=[found.pk]),
        done="紐付けを解除しました。番号を廃棄しています。",
        context={"person": found, "inquiry_count": reviews.asked_count(found), "page": "links"},
    )


@door(Permission.INQUIRE, "GET")
def self_check(request: StaffRequest) -> HttpResponse:
    """本人特定の点検: what is not closed, month by month, and links of fewer than four items."""
    found = reviews.self_check()
    write.appeared(len(found.waiting) + len(found.unchecked) + len(found.reviewed), where="officer:self_check")
    return render(request, "officer/self_check.html", {"check": found, "counts": queues.counts(), "page": "self_check"})
