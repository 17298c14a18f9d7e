"""聞き取り. Each step has its own address; it saves itself while somebody types, and by its button."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.look.postcode import fills_addresses
from councils.look.rows import adds_rows
from councils.permissions import Permission
from councils.refusals import NotFound, Refused, Stale
from councils.trail import write
from councils.trail.requests import refused_by, vouched_by
from loans.consultations import actions, begun, shown
from loans.consultations.actions import Sitting
from loans.consultations.compared import mark_differences
from loans.consultations.earlier import Earlier, earlier_talks
from loans.consultations.forms import FORMS, StepForm, today
from loans.consultations.models import Consultation
from loans.consultations.panel import names, panel_of
from loans.consultations.steps import STEPS, mark_of
from loans.consultations.views.speech import is_dictated, with_dictation
from loans.consultations.visits import memos_before, visit_now
from loans.states import ConsultationState

PAGE = "consultations/interview.html"
# By what an earlier talk of the same person is found.
WHO = {"client_kana", "client_born", "client_phone"}


@door(Permission.CONSULT, "GET", "POST")
def consult(request: StaffRequest) -> HttpResponse:
    """相談を始める. Nothing is stored before something was said."""
    by = request.actor
    known = begun.take(request) if request.method != "POST" else {}
    talk = Consultation(prefecture_id=by.prefecture_id, municipal_council_id=by.council_id, came_on=today(), **known)
    form = FORMS["start"](request.POST if request.method == "POST" else None, talk=talk)
    if request.method == "POST" and "typing" in request.POST:
        return _typed(request, form)
    return with_dictation(request, _answered(request, form, then=""))


@door(Permission.CONSULT, "GET", "POST")
@fills_addresses
@adds_rows
def interview(request: StaffRequest, consultation_id: UUID, step: str) -> HttpResponse:
    """聞き取りの一段."""
    is_asked = request.method != "POST"
    find = access.look if is_asked else access.find
    seen: dict[str, Any] = {"seen": ["consultation", "memo"]} if is_asked else {}
    talk = find(Consultation, consultation_id, by=request.actor, may=Permission.CONSULT, **seen)
    if step not in FORMS:
        raise NotFound
    if is_asked and talk.state != ConsultationState.OPEN:
        return redirect("loans:consultation", talk.pk)
    memo = visit_now(talk, by=request.actor).memo
    form = FORMS[step](None if is_asked else request.POST, talk=talk, memo=memo)
    if not is_asked and "typing" in request.POST:
        return _typed(request, form)
    return with_dictation(request, _answered(request, form, then=request.POST.get("then", "")))


def _answered(request: StaffRequest, form: StepForm, *, then: str) -> HttpResponse:
    """The page, or what its button did: on to the step that was asked for, else to the next."""
    confirmed, is_protecting = request.POST.get("confirm", ""), "protect" in request.POST

    def act(facts: dict[str, Any]) -> Consultation:
        try:
            talk = _save(request, form, is_typing=bool(confirmed))
        except Stale:
            mark_differences(form, form.talk)
            write.viewed(form.talk.pk, fields=["consultation"])
            raise
        if is_protecting:
            return actions.protect_talk(talk.pk, by=request.actor)
        return actions.confirm(talk.pk, *confirmed.split(","), by=request.actor) if confirmed else talk

    def onward(talk: Consultation) -> str:
        code = form.step.code if confirmed or is_protecting else then if then in STEPS else shown.after(form.step).code
        return shown.url_of(talk, STEPS[code])

    return answer_form(request, form, act, template=PAGE, then=onward, done="", context=_context(request, form))


def _typed(request: StaffRequest, form: StepForm) -> HttpResponse:
    """自動保存. What can be read is stored; what cannot is said at its box, and stays there."""
    form.is_valid()
    is_lost = _is_lost(form)
    try:
        talk = _save(request, form, is_typing=True)
    except Stale as refusal:
        refused_by(request, refusal)
        write.viewed(form.talk.pk, fields=["consultation"])
        lines = mark_differences(form, Consultation.objects.get(pk=form.talk.pk))
        return render(request, "consultations/stale.html", {"lines": lines}, status=409)
    except Refused as refusal:
        refused_by(request, refusal)
        return render(request, "consultations/unsaved.html", {"sentence": refusal.sentence}, status=refusal.status)
    vouched_by(request, form, stored=f"{form.initial} {form.talk.members}")
    memo = form.cleaned_data.get("memo", form.initial["memo"])
    beside = _beside(talk, form)
    context = {
        **beside,
        "is_panel_new": is_lost or beside["panel"] != panel_of(form.talk),
        "version": mark_of(talk, form.step, memo),
        "wrong": form.sentences(),
        "is_new": False,
        "is_asked_who": not WHO.isdisjoint(talk.told),
        "earlier": _earlier(talk, form) if not WHO.isdisjoint(talk.told) else [],
    }
    return render(request, "consultations/saved.html", context)


def _is_lost(form: StepForm) -> bool:
    """Whether the page has not heard of all that was saved from it: a new one, or an answer that was cut off."""
    return form.talk._state.adding or form.cleaned_data["version"] != form.initial["version"]


def _save(request: StaffRequest, form: StepForm, *, is_typing: bool) -> Consultation:
    facts, page, turn = form.facts(), form.screen, form.cleaned_data["turn"]
    if form.talk._state.adding:
        begun = actions.begun_from(page, by=request.actor)
        if begun is None:
            try:
                return actions.record({"came_on": today(), **facts}, by=request.actor, page=page, turn=turn)
            except actions.BegunMeanwhile as meanwhile:
                begun = meanwhile.talk
        form.talk = begun
    sitting = Sitting(form.cleaned_data["version"], page, is_typing, turn)
    return actions.save(form.talk.pk, form.step, facts, sitting=sitting, by=request.actor)


def _context(request: StaffRequest, form: StepForm) -> dict[str, Any]:
    talk = form.talk
    is_new = talk._state.adding
    return {
        **_beside(talk, form),
        "form": form,
        "is_new": is_new,
        "after": shown.after(form.step),
        "earlier": [] if is_new else _earlier(talk, form),
        "memos": [] if is_new else memos_before(talk, by=request.actor),
        "parts": shown.parts_of(talk, is_open=True) if form.step.code == "check" else [],
        "funds": names(),
        "next": shown.next_fact(talk)["value"],
        "slips": list(talk.referrals.order_by("created_at")) if form.step.code == "schemes" else [],
        "is_dictated": is_dictated(request),
        "body": f"consultations/steps/{form.step.code}.html",
    }


def _beside(talk: Consultation, form: StepForm) -> dict[str, Any]:
    """What stands around the form, and is renewed with every save."""
    return {
        "talk": talk,
        "step": form.step,
        "steps": shown.step_links(talk, form.step),
        "panel": panel_of(talk),
        "saved": shown.clock(talk),
    }


def _earlier(talk: Consultation, form: StepForm) -> list[Earlier]:
    """Only while the talk is about who it is."""
    if form.step.code not in ("start", "household"):
        return []
    found = [each for each in earlier_talks(talk) if each.id != talk.earlier_id]
    if found:
        write.appeared(len(found), where="earlier")
    return found
