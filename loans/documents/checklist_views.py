"""書類のチェックリストと、ファイルのない記録の画面."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.permissions import Permission
from loans.applications import papers
from loans.applications.health import look_at_health
from loans.applications.models import Application
from loans.consultations.models import Consultation
from loans.consultations.paper_origins import origins_of_talk
from loans.documents import checklist, origins, seen
from loans.documents.actions import there
from loans.documents.forms import CommissionerForm, OriginForm, RetypeForm, SightingForm, TalkOriginForm
from loans.states import AT_COUNTER

SEEN = ("documents", "members")


@door(Permission.APPLY, "GET")
def checklist_at_counter(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """必要書類, at the counter."""
    return _checklist(request, application_id, may=Permission.APPLY)


@door(None, "GET")
def checklist_in_office(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """必要書類, in the office: to read."""
    return _checklist(request, application_id, may=access.reading_right(request.actor))


def _checklist(request: StaffRequest, application_id: UUID, *, may: Permission) -> HttpResponse:
    application = access.look(Application, application_id, by=request.actor, may=may, seen=SEEN)
    look_at_health(application)  # the reasons for a 障害者手帳 tell whose it is
    context = {
        "application": application,
        "rows": checklist.rows(application),
        "origins": origins.origins_of_case(application),
        "report": application.commissioner_reports.filter(removed_at__isnull=True).first(),
        "can_change": may == Permission.APPLY and application.state in AT_COUNTER,
    }
    return render(request, "documents/checklist.html", context)


@door(Permission.APPLY, "GET", "POST")
def see(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """原本確認: 見た・預からない."""
    application = _looked_at(request, application_id)
    code = (request.POST if request.method == "POST" else request.GET).get("kind", "")
    kind = papers.types().get(code)
    typed = request.POST if request.method == "POST" else None
    form = SightingForm(typed, initial={"kind": code}, kind=kind)
    if months := papers.age_limit(application, code):
        form.ask_for_issue(months)
    return answer_form(
        request,
        form,
        lambda facts: seen.see(application_id, facts["kind"], form.facts(), by=request.actor),
        template="documents/record.html",
        then=lambda _: _list_of(application_id),
        done="原本確認を記録しました。",
        context={
            "application": application,
            "title": f"見た・預からない：{kind.name}" if kind else "見た・預からない",
            "note": kind.note if kind else "",
        },
    )


@door(Permission.APPLY, "POST")
def take_back_sighting(request: StaffRequest, application_id: UUID, sighting_id: UUID) -> HttpResponse:
    """原本確認の取消し."""
    seen.take_back_sighting(application_id, sighting_id, by=request.actor)
    messages.success(request, "原本確認の記録を取り消しました。")
    return redirect(_list_of(application_id))


@door(Permission.APPLY, "GET", "POST")
def retype(request: StaffRequest, application_id: UUID, document_id: UUID) -> HttpResponse:
    """種類の変更."""
    application = _looked_at(request, application_id)
    document = there(application, document_id)
    form = RetypeForm(request.POST or None)
    return answer_form(
        request,
        form,
        lambda _: seen.retype(application_id, document_id, form.facts(), by=request.actor),
        template="documents/record.html",
        then=lambda _: _list_of(application_id),
        done="書類の種類を変えました。",
        context={"application": application, "title": "書類の種類を変える", "note": f"ファイル：{document.name}"},
    )


@door(Permission.APPLY, "GET", "POST")
def report(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """民生委員意見書の記録."""
    application = _looked_at(request, application_id)
    form = CommissionerForm(request.POST or None, scans=_scans(application))
    return answer_form(
        request,
        form,
        lambda _: seen.report(application_id, form.facts(), by=request.actor),
        template="documents/record.html",
        then=lambda _: _list_of(application_id),
        done="民生委員の意見を記録しました。",
        context={
            "application": application,
            "title": "民生委員の調査書・意見書",
            "note": "民生委員が紙に書いた内容を、そのまま記録します。前の記録があるときは、新しい記録に替わります。",
        },
    )


@door(Permission.APPLY, "GET", "POST")
def origin(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """紙の様式から入力, of a case."""
    application = _looked_at(request, application_id)
    form = OriginForm(request.POST or None, scans=_scans(application))
    return answer_form(
        request,
        form,
        lambda _: origins.of_case(application_id, form.facts(), by=request.actor),
        template="documents/record.html",
        then=lambda _: _list_of(application_id),
        done="紙の様式から入力したことを記録しました。",
        context={
            "application": application,
            "title": "紙の様式から入力",
            "note": "紙で受けた様式を、あとから入力したときに記録します。入力した方は、いまの職員として残ります。",
        },
    )


@door(Permission.CONSULT, "GET", "POST")
def talk_origin(request: StaffRequest, consultation_id: UUID) -> HttpResponse:
    """紙の様式から入力, of a talk."""
    talk = access.look(
        Consultation, consultation_id, by=request.actor, may=Permission.CONSULT, seen=["form_consultation"]
    )
    form = TalkOriginForm(request.POST or None)
    return answer_form(
        request,
        form,
        lambda _: origins.of_talk(consultation_id, form.facts(), by=request.actor),
        template="documents/talk_origin.html",
        then=lambda _: reverse("loans:consultation", args=[consultation_id]),
        done="紙の様式から入力したことを記録しました。",
        context={"talk": talk, "origins": origins_of_talk(talk)},
    )


@door(Permission.CONSULT, "POST")
def take_back_origin(request: StaffRequest, consultation_id: UUID, origin_id: UUID) -> HttpResponse:
    """紙の様式の記録の取消し."""
    origin = origins.take_back(consultation_id, origin_id, by=request.actor)
    messages.success(request, "紙の様式から入力した記録を取り消しました。")
    if origin.application_id:
        return redirect(_list_of(origin.application_id))
    return redirect("loans:talk_origin", consultation_id)


def _looked_at(request: StaffRequest, application_id: UUID) -> Application:
    return access.look(Application, application_id, by=request.actor, may=Permission.APPLY, seen=["documents"])


def _scans(application: Application) -> list[tuple[str, str]]:
    kinds = papers.types()
    there_now = [each for each in checklist.sheets(application, kinds) if not each.is_struck and not each.is_own]
    return [(str(each.line.id), f"{each.line.kind}　{each.line.name}") for each in there_now]


def _list_of(application_id: UUID) -> str:
    return reverse("loans:checklist", args=[application_id])
