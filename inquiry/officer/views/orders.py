from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from councils import access
from councils.doors import StaffRequest, door
from councils.look.again import next_look
from councils.permissions import Permission
from councils.tenancy import Actor
from councils.trail import write
from councils.trail.rights import reads_trail
from inquiry.officer import queues
from inquiry.officer.actions import ask as asking
from inquiry.officer.actions import emergencies, follow
from inquiry.officer.actions.protected import has_seen
from inquiry.officer.board import board_of
from inquiry.officer.kept import kept
from inquiry.officer.showing import is_moving, order_chip, order_facts, person_rows, progress_words, resting_words
from inquiry.officer.trained import warning
from inquiry.vault.book import book_of
from inquiry.vault.models import Mishap, RefusedAnswer, TakenOrder

# Three seconds each.
LOOKS_AGAIN = 100


@door(None, "GET")
def orders(request: StaffRequest) -> HttpResponse:
    """照会依頼, the first page of the gate; an administrator and an auditor work elsewhere."""
    if access.may(request.actor, Permission.ADMINISTER):
        return redirect("staff:people")
    if reads_trail(request.actor):
        return redirect("trail:rows")
    access.check_may(request.actor, Permission.INQUIRE)
    is_closed = request.GET.get("closed") == "1"
    found = queues.orders(request.GET.get("after", ""), is_closed=is_closed)
    write.appeared(len(found.rows), where="officer:orders")
    context = {
        "rows": found.rows,
        "after": found.after,
        "is_closed": is_closed,
        "counts": queues.counts(),
        "page": "orders",
        "kept": kept(),
    }
    context |= {"training_words": warning(request.actor), "refused": queues.refused_waiting()}
    return render(request, "officer/orders.html", context)


@door(Permission.INQUIRE, "GET")
def order(request: StaffRequest, order_id: UUID) -> HttpResponse:
    found = access.find(TakenOrder, order_id, by=request.actor, may=Permission.INQUIRE)
    write.viewed(found.case_id, fields=["name", "relation", "link", "state"])
    return render(
        request,
        "officer/order.html",
        {**_facts(found, request.actor), "counts": queues.counts(), "page": "orders", "look_again": 1},
    )


@door(Permission.INQUIRE, "GET")
def progress(request: StaffRequest, order_id: UUID) -> HttpResponse:
    """The part of the order page that moves."""
    found = access.find(TakenOrder, order_id, by=request.actor, may=Permission.INQUIRE)
    look_again = next_look(request.GET.get("times", ""), at_most=LOOKS_AGAIN)
    return render(request, "officer/order_progress.html", {**_facts(found, request.actor), "look_again": look_again})


@door(Permission.INQUIRE, "POST")
def ask(request: StaffRequest, order_id: UUID) -> HttpResponse:
    asked = asking.ask_everyone(order_id, by=request.actor)
    messages.success(request, asked.sentence)
    return redirect("officer:order", order_id)


@door(Permission.INQUIRE, "POST")
def ask_next(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """次の照会先に照会する."""
    new = follow.ask_next(person_id, request.POST.get("kind", ""), by=request.actor)
    messages.success(request, f"次の照会先に{len(new)}件の照会を始めました。")
    return redirect("officer:order", new[0].order_id)


@door(Permission.INQUIRE, "POST")
def leave_next(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """次は照会しない."""
    person = follow.leave_next(person_id, request.POST.get("kind", ""), by=request.actor)
    messages.success(request, "次の照会先には照会せず、書類で確認します。")
    return redirect("officer:order", person.order_id)


def _facts(found: TakenOrder, by: Actor) -> dict[str, object]:
    book = book_of(found.pk)
    standing = list(Mishap.objects.filter(order=found, lifted_at__isnull=True).order_by("created_at"))
    emergency = emergencies.live(found, by=by) if found.closed_at else None
    return {
        "order": found,
        "facts": order_facts(found),
        "chip": order_chip(found, book),
        "persons": person_rows(book),
        "progress": progress_words(book),
        "board": board_of(found, book),
        "refusal": asking.why_not(found, book),
        "needs_stop": found.is_nondisclosure and not has_seen(found, by=by),
        "emergency": emergency,
        "may_look": found.closed_at is None or emergency is not None,
        "todo": list(queues.todo(book)) if found.closed_at is None else [],
        "resting": resting_words(book),
        "withdrawn": {each.person_id for each in standing if each.person_id},
        "mishaps": standing,
        "refused": RefusedAnswer.objects.filter(inquiry__order=found).count(),
        "is_moving": is_moving(book),
        "readings": found.readings.select_related("person").order_by("person__position", "code"),
    }
