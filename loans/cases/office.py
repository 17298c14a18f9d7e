"""案件の画面, in the office. It shows every stage, so it stands above them all."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from councils import access
from councils.doors import StaffRequest, door
from councils.permissions import Permission
from councils.trail.rights import reads_trail
from loans.applications import shown
from loans.applications.budget import budget_panel
from loans.applications.consents import taken_back
from loans.applications.duplicates import duplicate_panel
from loans.applications.health import look_at_health
from loans.applications.models import Application
from loans.applications.parties import party_lines
from loans.applications.printed import FORMS
from loans.applications.protection_views import protection_panel
from loans.approval.actions import why_not
from loans.approval.shown import remarks, seals
from loans.cases.instead import papers_by_inquiry
from loans.cases.next_acts import short
from loans.cases.talk_panels import talk_panels
from loans.cases.timeline import office_events
from loans.decision.shown import decided_plan, decision_of
from loans.documents.kept import kept_results
from loans.documents.origins import origins_of_case
from loans.legacy.shown import push_of
from loans.recusals.shown import recusal_panel
from loans.review.inquiries import was_asked
from loans.review.shown import inquiry_panel, sent_back, waiver_of
from loans.states import State

SEEN = ("application", "members", "documents", "findings")


@door(None, "GET")
def home(request: StaffRequest) -> HttpResponse:
    """はじめの画面: the list that this post works from."""
    if access.may(request.actor, Permission.REVIEW):
        return redirect("loans:queue")
    if access.may(request.actor, Permission.SIGN):
        return redirect("loans:sign_queue")
    if access.may(request.actor, Permission.ADMINISTER):
        return redirect("staff:people")
    if reads_trail(request.actor):
        return redirect("trail:rows")
    return render(request, "cases/home.html")


@door(None, "GET")
def case(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """案件の画面, for whoever reviews or signs."""
    application = access.look(
        Application, application_id, by=request.actor, may=access.reading_right(request.actor), seen=SEEN
    )
    decision = decision_of(application)
    context = {
        "application": application,
        "reference": application.prefectural_number or application.receipt_number,
        "born": shown.applicant_born(application),
        "facts": shown.request_facts(application),
        "members": shown.member_lines(application),
        "health": look_at_health(application),
        "parties": party_lines(application),
        "taken_back": taken_back(application),
        "budget": budget_panel(application),
        **duplicate_panel(application, by=request.actor, can_note=access.may(request.actor, Permission.REVIEW)),
        "papers": shown.paper_lines(application),
        "own": kept_results(application),
        "origins": origins_of_case(application),
        "instead": papers_by_inquiry(application),
        "opinion": application.opinions.order_by("-created_at").first(),
        "inquiry": inquiry_panel(application),
        "review": application.reviews.filter(sent_back_at__isnull=True).first(),
        "seals": seals(application),
        "remarks": remarks(application),
        "sent_back": sent_back(application) if application.state == State.REVIEW else None,
        "waiver": waiver_of(application),
        "was_asked": was_asked(application),
        "can_sign": access.may(request.actor, Permission.SIGN),
        "refusal": why_not(application, request.actor),
        "events": office_events(application),
        "decision": decision,
        "plan": decided_plan(decision),
        "forms": FORMS,
        "protection": protection_panel(application, request.actor),
        "recusals": recusal_panel(application, request.actor),
        "push": push_of(application),
        "can_review": access.may(request.actor, Permission.REVIEW),
        "short": short(application, request.actor),
        **talk_panels(application, request.actor),
    }
    return render(request, "cases/office.html", context)
