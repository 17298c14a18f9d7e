from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.permissions import Permission
from councils.refusals import NotFound
from councils.settings.values import value_of
from loans.applications.models import Application
from loans.due import offered
from loans.settings import CORRECTION_DAYS
from loans.talk import actions
from loans.talk.corrections_shown import correction_line
from loans.talk.forms import AnswerForm, CorrectionForm, HandBackForm


@door(Permission.REVIEW, "GET", "POST")
def ask_correction(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """補正の依頼."""
    application = access.look(
        Application, application_id, by=request.actor, may=Permission.REVIEW, seen=["name", "members"]
    )
    form = CorrectionForm(
        request.POST if request.method == "POST" else None,
        application=application,
        place=request.GET.get("place", ""),
        initial={"due_on": offered(int(value_of(application.prefecture_id, CORRECTION_DAYS.name)))},
    )
    return answer_form(
        request,
        form,
        lambda facts: actions.ask_correction(application_id, facts, by=request.actor),
        template="talk/ask_correction.html",
        then=lambda _: _page_of(application_id),
        done="補正を依頼しました。審査は続けられます。",
        context={"application": application},
    )


@door(Permission.APPLY, "GET", "POST")
def answer_correction(request: StaffRequest, application_id: UUID, correction_id: UUID) -> HttpResponse:
    """補正の依頼への回答."""
    application = access.look(
        Application, application_id, by=request.actor, may=Permission.APPLY, seen=["name", "correction"]
    )
    correction = application.corrections.filter(pk=correction_id).first()
    if correction is None:
        raise NotFound
    return answer_form(
        request,
        AnswerForm(request.POST if request.method == "POST" else None),
        lambda facts: actions.answer_correction(application_id, correction_id, facts["answer"], by=request.actor),
        template="talk/answer_correction.html",
        then=lambda _: _page_of(application_id),
        done="回答しました。県社協が確認します。",
        context={"application": application, "line": correction_line(correction, application, request.actor)},
    )


@door(Permission.REVIEW, "POST")
def close_correction(request: StaffRequest, application_id: UUID, correction_id: UUID) -> HttpResponse:
    """回答の確認."""
    actions.close_correction(application_id, correction_id, by=request.actor)
    messages.success(request, "回答を確認済みにしました。")
    return redirect(_page_of(application_id))


@door(Permission.REVIEW, "POST")
def cancel_correction(request: StaffRequest, application_id: UUID, correction_id: UUID) -> HttpResponse:
    """依頼の取消し."""
    actions.cancel_correction(application_id, correction_id, by=request.actor)
    messages.success(request, "補正の依頼を取り消しました。")
    return redirect(_page_of(application_id))


@door(Permission.FORWARD, "GET", "POST")
def hand_back(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """相談員への戻し."""
    application = access.look(Application, application_id, by=request.actor, may=Permission.FORWARD, seen=["name"])
    return answer_form(
        request,
        HandBackForm(request.POST if request.method == "POST" else None),
        lambda facts: actions.hand_back(application_id, facts["reason"], by=request.actor),
        template="talk/hand_back.html",
        then=lambda _: reverse("loans:case", args=[application_id]),
        done="相談員へ戻しました。理由は内部メモに残りました。",
        context={"application": application},
    )


def _page_of(application_id: UUID) -> str:
    return f"{reverse('loans:case', args=[application_id])}#corrections"
