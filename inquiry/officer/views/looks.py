from collections.abc import Callable
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from councils import access
from councils.doors import StaffRequest, door
from councils.permissions import Permission
from councils.signin.stepup import Covered, answer_factor, is_covered
from councils.trail import write
from inquiry.officer.actions import looks as acts
from inquiry.officer.beside import candidates_of
from inquiry.officer.comparing import answers_of
from inquiry.vault.disclosure import LookEnded, disclose
from inquiry.vault.models import Intent, Person, Sealed, TakenOrder

LOOKS = "look"


@door(Permission.INQUIRE, "POST")
def open_answers(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """The intent is committed with this request; the value is another one."""
    return _opened(request, person_id, acts.open_answers)


@door(Permission.INQUIRE, "POST")
def open_candidates(request: StaffRequest, person_id: UUID) -> HttpResponse:
    return _opened(request, person_id, acts.open_candidates)


def _opened(request: StaffRequest, person_id: UUID, opens: Callable[..., UUID]) -> HttpResponse:
    """One step-up covers the looks of one order; each look is its own intent and its own row."""
    person = access.find(Person, person_id, by=request.actor, may=Permission.INQUIRE)
    if is_covered(request, LOOKS, str(person.order_id)):
        shown = reverse("officer:look", args=[opens(person_id, by=request.actor)])
        return redirect(f"{shown}?{urlencode({'back': request.POST['page']})}" if "page" in request.POST else shown)
    # After the factor the page with the button comes back, and a person presses it again.
    back = urlencode({"back": request.POST.get("page", "")})
    return redirect(f"{reverse('officer:confirm_looks', args=[person.order_id])}?{back}")


@door(Permission.INQUIRE, "GET", "POST")
def confirm_looks(request: StaffRequest, order_id: UUID) -> HttpResponse:
    """閲覧の本人確認: names the order whose answers may be looked at for five minutes."""
    order = access.find(TakenOrder, order_id, by=request.actor, may=Permission.INQUIRE)
    back = _back(request, reverse("officer:order", args=[order_id]))
    return answer_factor(
        request,
        Covered(LOOKS, [str(order.pk)], [order.case_id]),
        template="officer/confirm_looks.html",
        then=back,
        context={"order": order, "back": back, "page": "orders"},
    )


def _back(request: StaffRequest, otherwise: str) -> str:
    """前の画面: a page of this house, the one that the button stood on."""
    back = request.GET.get("back", "")
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else otherwise


@door(Permission.INQUIRE, "GET")
def look(request: StaffRequest, intent_id: UUID) -> HttpResponse:
    """閲覧. Sixty seconds of one person's values; then the page itself puts a sentence in their place."""
    intent = acts.own_intent(intent_id, by=request.actor)
    template = "officer/look_part.html" if request.htmx else "officer/look.html"  # type: ignore[attr-defined]  # set by its middleware
    is_candidates = intent.kinds == [Sealed.What.CANDIDATE.value]
    usual = ("officer:person", intent.person_id) if is_candidates else ("officer:order", intent.person.order_id)
    context = {
        "back": _back(request, reverse(usual[0], args=[usual[1]])),
        "intent": intent,
        "person": intent.person,
        "is_candidates": is_candidates,
        "page": "links" if is_candidates else "orders",
    }
    try:
        shown = disclose(intent)
    except LookEnded:
        return render(request, template, {**context, "has_ended": True})
    _record(intent)
    if is_candidates:
        context["candidates"] = candidates_of(intent.person, shown)
    else:
        context["answers"] = answers_of(intent.person, shown)
    return render(request, template, context)


def _record(intent: Intent) -> None:
    person = intent.person
    write.act("disclose", case_id=person.case_id, subject_id=person.member_id, fields=intent.kinds, result="shown")
