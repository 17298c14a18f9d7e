"""案件の画面, at the counter. It shows every stage, so it stands above them all."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from councils import access
from councils.doors import StaffRequest, door
from councils.permissions import Permission
from councils.trail import write
from loans.applications import shown
from loans.applications.models import Application
from loans.cases.lists import desk_lines, open_consultations, past_consultations
from loans.cases.next_acts import next_act
from loans.cases.timeline import events
from loans.decision.shown import decision_of
from loans.recusals.shown import recusal_panel
from loans.states import AT_COUNTER, Step, is_allowed

SEEN = ("application", "members", "documents")


@door(Permission.APPLY, "GET")
def desk(request: StaffRequest) -> HttpResponse:
    """担当案件."""
    lines = desk_lines(request.actor, before=request.GET.get("before", ""))
    talks = open_consultations(request.actor)
    past = past_consultations(request.actor)
    write.appeared(len(lines.rows) + len(talks) + len(past), where="desk")
    return render(request, "cases/desk.html", {"lines": lines, "talks": talks, "past": past})


@door(Permission.APPLY, "GET")
def case(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """案件の画面."""
    application = access.look(Application, application_id, by=request.actor, may=Permission.APPLY, seen=SEEN)
    context = {
        "application": application,
        "born": shown.applicant_born(application),
        "facts": shown.request_facts(application),
        "members": shown.member_lines(application),
        "papers": shown.paper_lines(application),
        "events": events(application),
        "next": next_act(application, by=request.actor),
        "opinion": application.opinions.order_by("-created_at").first(),
        "returned": shown.returned_line(application),
        "can_consent": application.state in AT_COUNTER,
        "can_withdraw": is_allowed(application.state, Step.WITHDRAW),
        "decision": decision_of(application),
        "recusals": recusal_panel(application, request.actor),
    }
    return render(request, "cases/counter.html", context)
