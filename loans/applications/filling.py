"""申込書の記入. From the talk into the form: start it, fill it in, see what it would come to, take it over."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.era import PartialDate
from councils.look.postcode import fills_addresses
from councils.look.rows import adds_rows
from councils.permissions import Permission
from councils.refusals import Stale
from loans.applications import actions, editing, shown
from loans.applications.budget import outlook_of
from loans.applications.compared import mark_differences
from loans.applications.costs_form import kept_costs
from loans.applications.forms import ApplicationForm, HandoverForm, StartForm
from loans.applications.funds_shown import fund_lines
from loans.applications.health import look_at_health
from loans.applications.household_form import kept
from loans.applications.models import Application, Handover
from loans.applications.preview import Preview, preview, preview_of
from loans.applications.returned import mark_returned
from loans.applications.sections import steps
from loans.consultations.models import Consultation
from loans.states import EDITABLE
from loans.terms.in_force import facts_of, funds_in_force


@door(Permission.APPLY, "GET", "POST")
def start(request: StaffRequest, consultation_id: UUID) -> HttpResponse:
    """申込へ進む. The page of the talk posts the fund; without one it is chosen here."""
    consultation = access.look(
        Consultation, consultation_id, by=request.actor, may=Permission.CONSULT, seen=["consultation"]
    )
    actions.check_open(consultation)
    funds = funds_in_force(prefecture_id=request.actor.prefecture_id, on=timezone.localdate())

    def act(facts: dict[str, Any]) -> Application:
        return actions.start(consultation_id, facts["fund"], again_reason=facts["again_reason"], by=request.actor)

    return answer_form(
        request,
        StartForm(request.POST if request.method == "POST" else None, funds=funds, initial={"fund": consultation.fund}),
        act,
        template="applications/start.html",
        then=lambda application: reverse("loans:edit", args=[application.id]),
        done="申込書を作成しました。",
        context={"consultation": consultation, "funds": fund_lines(funds)},
    )


@door(Permission.APPLY, "GET", "POST")
@fills_addresses
@adds_rows
def edit(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """借入申込書. Where it stands still it is read, not filled in."""
    application = access.look(
        Application, application_id, by=request.actor, may=Permission.APPLY, seen=["application", "members"]
    )
    if request.method != "POST" and application.state not in EDITABLE:
        return render(request, "applications/show.html", shown.standing_still(application))
    look_at_health(application)
    typed = request.POST if request.method == "POST" else None
    form = ApplicationForm(typed, application=application, initial=_initial(application))

    def act(facts: dict[str, Any]) -> Application:
        try:
            saved = actions.save(application_id, facts, facts["members"], version=facts["version"], by=request.actor)
        except Stale:
            mark_differences(form, application)
            raise
        editing.let_go(application_id, by=request.actor)
        return saved

    context = {
        "application": application,
        "returned_items": mark_returned(form, application),
        "stored": shown.stored_facts(application),
        "returned": shown.returned_line(application),
        "preview": preview_of(application) if request.method != "POST" else _preview(form, application),
        "steps": steps(form),
        "holder": editing.hold(application_id, by=request.actor),
    }
    if "preview" in request.POST:  # the button for those without JavaScript: nothing is saved
        return render(request, "applications/edit.html", {"form": form, **context})
    return answer_form(
        request,
        form,
        act,
        template="applications/edit.html",
        then=_page_of,
        done="申込書を保存しました。",
        context=context,
    )


@door(Permission.APPLY, "POST")
def look_ahead(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """償還の見込み, of what stands in the boxes; nothing is saved."""
    application = editing.go_on(application_id, by=request.actor)
    form = ApplicationForm(request.POST, application=application)
    context = {"preview": _preview(form, application), "holder": editing.hold(application_id, by=request.actor)}
    return render(request, "applications/preview_part.html", {"application": application, **context})


@door(Permission.APPLY, "POST")
def take_over(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """編集を引き取る: from a colleague who has the form open. Their version stays as it was saved."""
    editing.take_over(application_id, by=request.actor)
    return redirect("loans:edit", application_id)


@door(Permission.APPLY, "GET", "POST")
def hand_over(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """担当の引継ぎ."""
    application = access.look(Application, application_id, by=request.actor, may=Permission.APPLY, seen=["name"])
    others = [each for each in actions.counsellors() if each[0] != application.counsellor_id]

    def act(facts: dict[str, Any]) -> Handover:
        return actions.hand_over(application_id, facts["to_id"], facts["reason"], by=request.actor)

    return answer_form(
        request,
        HandoverForm(request.POST if request.method == "POST" else None, people=others),
        act,
        template="applications/hand_over.html",
        then=lambda _: _page_of(application),
        done="担当を引き継ぎました。",
        context={"application": application},
    )


def _preview(form: ApplicationForm, application: Application) -> Preview:
    """Of the boxes that can be read; one that cannot is as if it were blank."""
    form.is_valid()
    typed = {name: form.cleaned_data.get(name) for name in form.fields}
    costs = kept_costs(form.costs) if form.costs is not None else []
    size = len(kept(form.members))
    return preview(facts_of(application.terms), {**typed, "costs": costs}, household_size=size)


def _page_of(application: Application) -> str:
    return reverse("loans:case", args=[application.id])


def _initial(application: Application) -> dict[str, Any]:
    """What stands in the boxes at first; where nothing is said of the outlook, what the household's sheet says."""
    stored = {name: _shown(getattr(application, name)) for name in ApplicationForm.base_fields}
    return stored | {"outlook": stored["outlook"] or outlook_of(application)}


def _shown(value: Any) -> Any:
    """A day as its box reads it."""
    return PartialDate(value.year, value.month, value.day) if isinstance(value, date) else value
