"""進達の画面. On one page the chief sees what goes up, what lacks and what has changed, and forwards or hands back."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.look.fields import TextField
from councils.look.forms import LookForm
from councils.permissions import Permission
from loans.applications import actions, shown
from loans.applications.budget import budget_panel
from loans.applications.changed import changed_since_forwarding
from loans.applications.forwarding import forwarding_sheet
from loans.applications.health import look_at_changes
from loans.applications.missing import is_being_checked, missing
from loans.applications.models import Application
from loans.applications.parties import party_lines
from loans.applications.preview import preview_of
from loans.applications.returned import item_lines
from loans.cases.instead import papers_by_inquiry
from loans.states import Step, is_allowed

SEEN = ("application", "members", "documents", "budget")


class ChiefForm(LookForm):
    """責任者意見. May be left blank: the counsellor's own opinion stands above."""

    chief_opinion = TextField(
        label="責任者意見（書かなくても進達できます）",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "w-wide"}),
    )


@door(Permission.FORWARD, "GET", "POST")
def forward(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """進達."""
    application = access.look(Application, application_id, by=request.actor, may=Permission.FORWARD, seen=SEEN)
    return answer_form(
        request,
        ChiefForm(request.POST if request.method == "POST" else None),
        lambda facts: actions.forward(application_id, chief_opinion=facts["chief_opinion"], by=request.actor),
        template="cases/forward.html",
        then=lambda _: reverse("loans:case", args=[application_id]),
        done="都道府県社協へ進達しました。",
        context=_page(application),
    )


def _page(application: Application) -> dict[str, Any]:
    items, changes = item_lines(application), changed_since_forwarding(application)
    look_at_changes(application, changes)
    return {
        "application": application,
        "sheet": forwarding_sheet(application),
        "facts": shown.request_facts(application),
        "preview": preview_of(application),
        "budget": budget_panel(application),
        "members": shown.member_lines(application),
        "parties": party_lines(application),
        "opinion": application.opinions.order_by("-created_at").first(),
        "items": items,
        "changes": changes,
        "lacking": missing(application),
        "is_checking": is_being_checked(application),
        "is_unmet": any(not line.is_met for line in items),
        "instead": papers_by_inquiry(application),
        "can_forward": is_allowed(application.state, Step.FORWARD),
    }
