from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.permissions import Permission
from councils.refusals import NotFound
from loans.applications import papers
from loans.applications.models import Application
from loans.documents import actions, checklist
from loans.documents.forms import DocumentForm, PortalForm
from loans.documents.models import Document
from loans.documents.opening import check_is_open, download_name
from loans.documents.portal import Handed, keep_portal, members_of
from loans.documents.taking import CONSENT_PAPER, on_paper
from loans.states import AT_COUNTER


@door(Permission.APPLY, "GET", "POST")
def add(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """書類の登録. First the kind, then what must be said of it, and the paper."""
    application = access.look(Application, application_id, by=request.actor, may=Permission.APPLY, seen=["name"])
    code = (request.POST if request.method == "POST" else request.GET).get("kind", "")
    if request.method == "GET" and code not in papers.types():
        kinds = checklist.selectable(request.GET.get("for", ""))
        return render(request, "documents/kinds.html", {"application": application, "kinds": kinds})
    form = _form(request, application, code)
    return answer_form(
        request,
        form,
        lambda facts: actions.add_sheets(application_id, code, form.sheets(), by=request.actor, filing=form.filing()),
        template="documents/add.html",
        then=lambda _: _after(application),
        done="書類を受け取りました。開けるかどうかを確認しています。",
        context={"application": application, "kind": papers.types().get(code)},
    )


def _after(application: Application) -> str:
    """At the counter the list; later the request for correction that the paper is to answer."""
    if application.state in AT_COUNTER:
        return reverse("loans:checklist", args=[application.id])
    return f"{reverse('loans:case', args=[application.id])}#corrections"


def _form(request: StaffRequest, application: Application, code: str) -> DocumentForm:
    form = DocumentForm(
        request.POST or None,
        request.FILES or None,
        initial={"kind": code},
        kind=papers.types().get(code),
        replaced=_replaced(application, request.GET.get("replaces", "")),
    )
    if months := papers.age_limit(application, code):
        form.ask_for_issue(months)
    if code == CONSENT_PAPER and (consents := on_paper(application)):
        form.ask_whose(consents)
    return form


def _replaced(application: Application, document_id: str) -> Document | None:
    """撮り直す書類, as the address names it. Raises NotFound."""
    if not document_id:
        return None
    try:
        return actions.there(application, UUID(document_id))
    except ValueError:
        raise NotFound from None


@door(Permission.APPLY, "GET", "POST")
def portal(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """マイナポータルの結果. Shown, and kept as a paper of the case."""
    application = access.look(Application, application_id, by=request.actor, may=Permission.APPLY, seen=["name"])
    page = {"application": application}

    def act(facts: dict[str, Any]) -> Handed:
        return keep_portal(application_id, UUID(facts["member"]), facts["file"], by=request.actor)

    return answer_form(
        request,
        PortalForm(request.POST or None, request.FILES or None, members=members_of(application)),
        act,
        template="documents/portal.html",
        then=lambda handed: render(request, "documents/portal.html", {**page, **handed._asdict()}),
        done="結果を書類として登録しました。",
        context=page,
    )


@door(Permission.APPLY, "POST")
def remove(request: StaffRequest, application_id: UUID, document_id: UUID) -> HttpResponse:
    """書類の取消し."""
    actions.remove(application_id, document_id, by=request.actor)
    messages.success(request, "書類の登録を取り消しました。")
    return redirect("loans:case", application_id)


@door(Permission.APPLY, "GET")
def file_at_counter(request: StaffRequest, application_id: UUID, document_id: UUID) -> HttpResponse:
    """書類の表示, at the counter."""
    may = Permission.APPLY
    return _file(access.look(Application, application_id, by=request.actor, may=may, seen=["document"]), document_id)


@door(None, "GET")
def file_in_office(request: StaffRequest, application_id: UUID, document_id: UUID) -> HttpResponse:
    """書類の表示, in the office: whoever reviews or signs."""
    may = access.reading_right(request.actor)
    return _file(access.look(Application, application_id, by=request.actor, may=may, seen=["document"]), document_id)


def _file(application: Application, document_id: UUID) -> HttpResponse:
    """As an attachment only, and only what was checked: what was uploaded is never run or shown by our own pages."""
    document = application.documents.filter(pk=document_id, removed_at__isnull=True).first()
    if document is None:
        raise NotFound
    check_is_open(document)
    response = _sandboxed(bytes(document.content or b""), document.media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(download_name(document), safe='')}"
    return response


@door(Permission.APPLY, "GET")
def thumbnail_at_counter(request: StaffRequest, application_id: UUID, document_id: UUID) -> HttpResponse:
    """縮小画像, at the counter."""
    may = Permission.APPLY
    return _small(access.look(Application, application_id, by=request.actor, may=may, seen=["thumbnail"]), document_id)


@door(None, "GET")
def thumbnail_in_office(request: StaffRequest, application_id: UUID, document_id: UUID) -> HttpResponse:
    """縮小画像, in the office."""
    may = access.reading_right(request.actor)
    return _small(access.look(Application, application_id, by=request.actor, may=may, seen=["thumbnail"]), document_id)


def _small(application: Application, document_id: UUID) -> HttpResponse:
    """A JPEG that our own child drew; the paper itself is not read for it."""
    rows = application.documents.filter(pk=document_id, removed_at__isnull=True, thumbnail__isnull=False)
    thumbnail = rows.values_list("thumbnail", flat=True).first()
    if thumbnail is None:
        raise NotFound
    return _sandboxed(bytes(thumbnail), "image/jpeg")


def _sandboxed(content: bytes, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
