from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.permissions import Permission
from councils.refusals import Refused
from councils.tenancy import Actor
from councils.trail import write
from inquiry.officer import queues
from inquiry.officer.actions import links as acts
from inquiry.officer.forms import LinkForm
from inquiry.officer.officers import names_of
from inquiry.officer.showing import born_words, moment, sex_word, shown_address
from inquiry.vault.models import LinkProposal, Person


@door(Permission.INQUIRE, "GET")
def links(request: StaffRequest) -> HttpResponse:
    persons = queues.to_confirm()[: queues.PAGE]
    write.appeared(len(persons), where="officer:links")
    return render(request, "officer/links.html", {"persons": persons, "counts": queues.counts(), "page": "links"})


@door(Permission.INQUIRE, "GET", "POST")
def person(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """本人特定の確認. The form to propose; for the second officer, what was proposed."""
    found = access.find(Person, person_id, by=request.actor, may=Permission.INQUIRE)
    write.viewed(found.case_id, fields=["name", "kana", "born", "sex", "address"], subject_id=found.member_id)
    candidates = found.candidates.order_by("position")
    return answer_form(
        request,
        LinkForm(request.POST or None, candidates=candidates),
        lambda facts: acts.propose(found.pk, _grounds(facts), by=request.actor),
        template="officer/person.html",
        then=lambda _: reverse("officer:order", args=[found.order_id]),
        done="紐付けを提案しました。別の照会担当の確定を待っています。",
        context={**_facts(found, request.actor), "candidates": candidates, "page": "links"},
    )


@door(Permission.INQUIRE, "POST")
def confirm(request: StaffRequest, person_id: UUID) -> HttpResponse:
    confirmed = acts.confirm(person_id, by=request.actor)
    messages.success(request, "紐付けを確定しました。番号の登録が済むと照会できます。")
    return redirect("officer:order", confirmed.order_id)


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


def _facts(found: Person, actor: Actor) -> dict[str, Any]:
    proposal = acts.open_proposal(found) if found.link == Person.Link.PROPOSED else None
    return {
        "person": found,
        "declared": [
            {"label": "氏名", "value": found.name},
            {"label": "フリガナ", "value": found.kana},
            {"label": "生年月日", "value": born_words(found.born)},
            {"label": "性別", "value": sex_word(found.sex)},
            {"label": "住所", "value": shown_address(found, found.address)},
            {"label": "続柄", "value": found.get_relation_display()},
        ],
        "proposal": proposal,
        "proposed_at": moment(proposal.created_at) if proposal else "",
        "proposer": names_of([proposal.proposed_by]).get(proposal.proposed_by, "") if proposal else "",
        "refusal": _why_not_confirm(proposal, actor) if proposal else "",
    }


def _why_not_confirm(proposal: LinkProposal, actor: Actor) -> str:
    try:
        acts.check_not_own_proposal(proposal, actor)
    except Refused as refusal:
        return refusal.sentence
    return ""
