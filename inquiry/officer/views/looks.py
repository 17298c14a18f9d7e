from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from councils.doors import StaffRequest, door, fresh_factor
from councils.permissions import Permission
from councils.trail import write
from inquiry.officer.actions import looks as acts
from inquiry.officer.comparing import answers_of, candidates_of
from inquiry.vault.disclosure import LookEnded, disclose
from inquiry.vault.models import Intent, Sealed


@door(Permission.INQUIRE, "POST")
@fresh_factor
def open_answers(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """The intent is committed with this request; the value is another one."""
    return redirect("officer:look", acts.open_answers(person_id, by=request.actor))


@door(Permission.INQUIRE, "POST")
@fresh_factor
def open_candidates(request: StaffRequest, person_id: UUID) -> HttpResponse:
    return redirect("officer:look", acts.open_candidates(person_id, by=request.actor))


@door(Permission.INQUIRE, "GET")
def look(request: StaffRequest, intent_id: UUID) -> HttpResponse:
    """閲覧. Sixty seconds of one person's values; then the page itself puts a sentence in their place."""
    intent = acts.own_intent(intent_id, by=request.actor)
    template = "officer/look_part.html" if request.htmx else "officer/look.html"  # type: ignore[attr-defined]
    is_candidates = intent.kinds == [Sealed.What.CANDIDATE.value]
    context = {
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
        context["comparison"] = candidates_of(intent.person, shown)
    else:
        context["answers"] = answers_of(intent.person, shown)
    return render(request, template, context)


def _record(intent: Intent) -> None:
    person = intent.person
    write.act("disclose", case_id=person.case_id, subject_id=person.member_id, fields=intent.kinds, result="shown")
