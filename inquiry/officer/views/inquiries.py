from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.permissions import Permission
from councils.tenancy import Actor
from councils.trail import write
from inquiry.officer import queues
from inquiry.officer.actions import settle as acts
from inquiry.officer.forms import CertainForm, SettleForm
from inquiry.officer.results import result_of
from inquiry.officer.showing import moment
from inquiry.vault.book import Book, book_of, needs_decision
from inquiry.vault.models import Inquiry

_ACTS = {Inquiry.Settlement.LEFT: acts.leave, Inquiry.Settlement.ASKED_ANEW: acts.ask_anew}


@door(Permission.INQUIRE, "GET")
def undecided(request: StaffRequest) -> HttpResponse:
    found = queues.first(queues.undecided())
    write.appeared(len(found.rows), where="officer:undecided")
    rows = [{"inquiry": inquiry, "trouble": result_of(inquiry).sentence} for inquiry in found.rows]
    context = {"rows": rows, "is_cut": found.is_cut, "counts": queues.counts(), "page": "undecided"}
    return render(request, "officer/undecided.html", context)


@door(Permission.INQUIRE, "GET", "POST")
def inquiry(request: StaffRequest, inquiry_id: UUID) -> HttpResponse:
    """一件の照会. What became of it, its next step, and where it waits for one, the officer's decision."""
    found = access.find(Inquiry, inquiry_id, by=request.actor, may=Permission.INQUIRE)
    write.viewed(found.person.case_id, fields=["kind", "state"], subject_id=found.person.member_id)
    return answer_form(
        request,
        _form_of(found)(request.POST or None),
        lambda facts: _settle(found, facts, request.actor),
        template="officer/inquiry.html",
        then=lambda _: reverse("officer:order", args=[found.order_id]),
        done="判断を記録しました。",
        context=_context(found, book_of(found.order_id)),
    )


def _context(found: Inquiry, book: Book) -> dict[str, object]:
    turn = book.following(found.person, found.kind)
    waits = needs_decision(found)
    return {
        "inquiry": found,
        "facts": _facts(found, book.directory.name_of(found.provider)),
        "result": result_of(found),
        "needs_decision": waits,
        "following": "・".join(book.directory.name_of(provider.code) for provider in turn),
        "has_answers": found.state == Inquiry.State.ANSWERED,
        "page": "undecided" if waits else "orders",
    }


def _form_of(found: Inquiry) -> type[SettleForm]:
    return CertainForm if result_of(found).part == "wrong_person" else SettleForm


def _settle(found: Inquiry, facts: dict[str, Any], actor: Actor) -> Inquiry:
    act = _ACTS[Inquiry.Settlement(facts["settlement"])]
    return act(found.pk, Inquiry.SettledFor(facts["reason"]), by=actor)


def _facts(found: Inquiry, provider: str) -> list[dict[str, object]]:
    return [
        {"label": "県受付番号", "value": found.order.reference},
        {"label": "照会対象者", "value": found.person.name},
        {"label": "照会した情報", "value": found.get_kind_display()},
        {"label": "提供元", "value": provider},
        {"label": "照会日時", "value": moment(found.asked_at) if found.asked_at else "送信していません"},
        {"label": "受付番号", "value": found.receipt or "受け取っていません"},
    ]
