"""案件の画面, at the counter. It shows every stage, so it stands above them all."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from councils import access
from councils.doors import StaffRequest, door
from councils.look.again import next_look
from councils.permissions import Permission
from councils.trail import write
from loans.applications import shown
from loans.applications.budget import budget_panel
from loans.applications.duplicates import duplicate_panel
from loans.applications.health import look_at_health
from loans.applications.missing import to_confirm
from loans.applications.models import Application
from loans.applications.parties import party_lines
from loans.applications.preview import preview_of
from loans.applications.printed import FORMS
from loans.applications.protection_views import protection_panel
from loans.cases.instead import papers_by_inquiry
from loans.cases.next_acts import next_act
from loans.cases.talk_panels import talk_panels
from loans.cases.timeline import events
from loans.decision.shown import decided_plan, decision_of
from loans.documents.kept import kept_results
from loans.documents.origins import origins_of_case
from loans.recusals.shown import recusal_panel
from loans.review.shown import counter_lines
from loans.states import AT_COUNTER, Step, is_allowed

# Two seconds each.
LOOKS_AGAIN = 60
SEEN = ("application", "members", "documents")


@door(Permission.APPLY, "GET")
def papers(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """書類の欄. The part of the case that moves by itself while a file is being checked, and what follows from it."""
    application = access.look(Application, application_id, by=request.actor, may=Permission.APPLY, seen=["documents"])
    again = next_look(request.GET.get("times", ""), at_most=LOOKS_AGAIN)
    return render(request, "cases/papers_part.html", _moving(request, application, look_again=again))


def _moving(request: StaffRequest, application: Application, *, look_again: int) -> dict[str, Any]:
    lines = shown.paper_lines(application)
    is_checking = any(line.is_moving for line in lines)
    return {
        "application": application,
        "papers": lines,
        "instead": papers_by_inquiry(application),
        "is_checking": is_checking,
        "look_again": look_again if is_checking else 0,
        "next": next_act(application, by=request.actor),
        "can_consent": application.state in AT_COUNTER,
        "can_withdraw": is_allowed(application.state, Step.WITHDRAW),
    }


@door(Permission.APPLY, "GET")
def case(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """案件の画面."""
    application = access.look(Application, application_id, by=request.actor, may=Permission.APPLY, seen=SEEN)
    findings = counter_lines(application)
    if findings:
        write.viewed(application.id, fields=["findings"])
    decision = decision_of(application)
    context = {
        **_moving(request, application, look_again=1),
        "findings": findings,
        "is_undone": any(line.is_undone for line in findings),
        "born": shown.applicant_born(application),
        "facts": shown.request_facts(application),
        # Once it is decided there is one plan, of the decision; an estimate beside it would be a second.
        "preview": None if decision else preview_of(application),
        "to_confirm": to_confirm(application) if application.state in AT_COUNTER else [],
        "members": shown.member_lines(application),
        "health": look_at_health(application),
        "parties": party_lines(application),
        "can_revoke": True,
        "budget": budget_panel(application),
        **duplicate_panel(application, by=request.actor, can_note=True),
        "own": kept_results(application),
        "origins": origins_of_case(application),
        "events": events(application),
        "opinion": application.opinions.order_by("-created_at").first(),
        "returned": shown.returned_line(application),
        "decision": decision,
        "plan": decided_plan(decision),
        "forms": FORMS,
        "protection": protection_panel(application, request.actor),
        "recusals": recusal_panel(application, request.actor),
        **talk_panels(application, request.actor),
    }
    return render(request, "cases/counter.html", context)
