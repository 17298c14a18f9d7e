from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.look.again import next_look
from councils.tenancy import Actor
from loans.applications.models import Application
from loans.talk import actions
from loans.talk.corrections_shown import correction_panel
from loans.talk.forms import WordsForm
from loans.talk.notices import read_of
from loans.talk.people import Talker, of_side, side_of, talkers
from loans.talk.thread import read_words, thread

# Ten seconds each: five minutes.
LOOKS_AGAIN = 30


@door(None, "GET", "POST")
def talk(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """連絡. The thread of a case, and the box for the next message."""
    application = _looked_at(request, application_id)
    people = talkers(application.id)
    form = _message_form(request, application, people)
    return answer_form(
        request,
        form,
        lambda facts: actions.write_message(application_id, facts, by=request.actor),
        template="talk/talk.html",
        then=lambda _: _page_of(application),
        done="連絡を送りました。",
        context=_page(request, application, people) | {"note": _note_form(request, application, people, None)},
    )


@door(None, "POST")
def write_note(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """内部メモ."""
    application = _looked_at(request, application_id)
    people = talkers(application.id)
    form = _note_form(request, application, people, request.POST)
    return answer_form(
        request,
        form,
        lambda facts: actions.write_note(application_id, facts, by=request.actor),
        template="talk/note.html",
        then=lambda _: _page_of(application),
        done="内部メモを残しました。",
        context={"application": application, "side": side_of(request.actor)},
    )


@door(None, "GET")
def talk_part(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """連絡の欄. The part that looks again by itself while the page is open."""
    application = _looked_at(request, application_id)
    again = next_look(request.GET.get("times", ""), at_most=LOOKS_AGAIN)
    return render(request, "talk/thread.html", _thread(application, request.actor, look_again=again))


@door(None, "POST")
def read_talk(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """既読. Looking changes nothing: the page says by itself that it was read, or a person presses the button."""
    may = access.reading_right(request.actor)
    application = access.find_for_update(Application, application_id, by=request.actor, may=may)
    is_thread = request.POST.get("of") == "talk"
    if is_thread:
        actions.mark_read(application, by=request.actor)
    read_of(application, request.actor)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    return redirect("loans:talk" if is_thread else "loans:case", application_id)


@door(None, "POST")
def withdraw_message(request: StaffRequest, application_id: UUID, words_id: UUID) -> HttpResponse:
    """連絡・メモの取消し."""
    actions.withdraw_words(application_id, words_id, by=request.actor)
    messages.success(request, "取り消しました。取り消した跡は残ります。")
    return redirect("loans:talk", application_id)


def _looked_at(request: StaffRequest, application_id: UUID) -> Application:
    may = access.reading_right(request.actor)
    return access.look(Application, application_id, by=request.actor, may=may, seen=["talk", "members"])


def _page(request: StaffRequest, application: Application, people: list[Talker]) -> dict[str, Any]:
    return {
        **_thread(application, request.actor, look_again=1, before=request.GET.get("before", "")),
        "people": people,
        "side": side_of(request.actor),
        "corrections": correction_panel(application, request.actor),
        "reference": application.prefectural_number or application.receipt_number,
        "is_forwarded": application.forwarded_at is not None,
    }


def _thread(application: Application, by: Actor, *, look_again: int, before: str = "") -> dict[str, Any]:
    found = thread(application, by, before=before)
    return {
        "application": application,
        "lines": found.lines,
        "before": found.before,
        "is_latest": found.is_latest,
        "is_new": found.is_latest and any(line.is_new for line in found.lines),
        "read_words": read_words(application, by),
        "look_again": look_again if found.is_latest else 0,
    }


def _message_form(request: StaffRequest, application: Application, people: list[Talker]) -> WordsForm:
    typed = request.POST if request.method == "POST" else None
    return WordsForm(typed, application=application, people=people, place=request.GET.get("place", ""))


def _note_form(request: StaffRequest, application: Application, people: list[Talker], typed: Any) -> WordsForm:
    own = of_side(people, side_of(request.actor))
    return WordsForm(typed, application=application, people=own, label="メモ", auto_id="note_%s")


def _page_of(application: Application) -> str:
    return reverse("loans:talk", args=[application.id])
