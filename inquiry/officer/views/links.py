from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.permissions import Permission
from councils.tenancy import Actor
from councils.trail import write
from inquiry.officer import linking, queues
from inquiry.officer.actions import links as acts
from inquiry.officer.forms import Hand, LinkForm
from inquiry.vault.models import LinkProposal, Person


@door(Permission.INQUIRE, "GET")
def links(request: StaffRequest) -> HttpResponse:
    found = queues.first(queues.to_confirm())
    write.appeared(len(found.rows), where="officer:links")
    context = {"persons": found.rows, "is_cut": found.is_cut, "counts": queues.counts(), "page": "links"}
    return render(request, "officer/links.html", context)


@door(Permission.INQUIRE, "GET", "POST")
def person(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """本人特定の確認. The form to propose; for the second officer, what was proposed."""
    found = access.find(Person, person_id, by=request.actor, may=Permission.INQUIRE)
    write.viewed(found.case_id, fields=["name", "kana", "born", "sex", "address"], subject_id=found.member_id)
    page = linking.page_of(found, request.actor)
    form = LinkForm(request.POST or None, candidates=page.choosable, may_link_alone=page.may_link_alone)
    return answer_form(
        request,
        form,
        lambda facts: _act(found, facts, request.actor),
        template="officer/person.html",
        then=lambda _: reverse("officer:order", args=[found.order_id]),
        done="記録しました。別の照会担当の確認を待っています。",
        context={"person": found, "linking": page, "page": "links"},
    )


def _act(found: Person, facts: dict[str, Any], actor: Actor) -> LinkProposal:
    act = acts.link_alone if facts.get("hand") == Hand.ALONE else acts.propose
    return act(found.pk, _grounds(facts), by=actor)


@door(Permission.INQUIRE, "POST")
def confirm(request: StaffRequest, person_id: UUID) -> HttpResponse:
    confirmed = acts.confirm(person_id, by=request.actor)
    messages.success(request, "紐付けを確定しました。番号の登録が済むと照会できます。")
    return redirect("officer:order", confirmed.order_id)


@door(Permission.INQUIRE, "POST")
def check(request: StaffRequest, person_id: UUID) -> HttpResponse:
    checked = acts.check_afterwards(person_id, by=request.actor)
    messages.success(request, "後確認を記録しました。照会結果を事務局に知らせます。")
    return redirect("officer:order", checked.order_id)


@door(Permission.INQUIRE, "POST")
def reject(request: StaffRequest, person_id: UUID) -> HttpResponse:
    rejected = acts.reject(person_id, by=request.actor)
    messages.success(request, "提案を取り下げました。")
    return redirect("officer:person", rejected.pk)


@door(Permission.INQUIRE, "POST")
def leave_out(request: StaffRequest, person_id: UUID) -> HttpResponse:
    left = acts.leave_out(person_id, by=request.actor)
    messages.success(request, "照会せず、書類で確認します。")
    return redirect("officer:order", left.order_id)


@door(Permission.INQUIRE, "POST")
def look_up_again(request: StaffRequest, person_id: UUID) -> HttpResponse:
    waiting = acts.look_up_again(person_id, by=request.actor)
    messages.success(request, "住基ネットにもう一度照会します。")
    return redirect("officer:order", waiting.order_id)


def _grounds(facts: dict[str, Any]) -> acts.Grounds:
    return acts.Grounds(
        facts["candidate"].pk, LinkProposal.Reason(facts["reason"]), LinkProposal.Evidence(facts["evidence"])
    )
