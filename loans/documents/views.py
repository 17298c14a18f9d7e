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
from loans.applications.models import Application
from loans.documents import actions
from loans.documents.forms import DocumentForm, PortalForm
from loans.documents.models import Document
from loans.documents.opening import check_is_open, download_name
from loans.documents.portal import Handed, keep_portal, members_of
from loans.terms.in_force import facts_of


@door(Permission.APPLY, "GET", "POST")
def add(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """書類の登録."""
    application = access.look(Application, application_id, by=request.actor, may=Permission.APPLY, seen=["name"])
    chosen = {"kind": request.GET.get("kind", "")}
    form = DocumentForm(request.POST or None, request.FILES or None, initial=chosen, terms=facts_of(application.terms))

    def act(facts: dict[str, Any]) -> Document:
        return actions.add(application_id, facts["kind"], facts["file"], by=request.actor)

    return answer_form(
        request,
        form,
        act,
        template="documents/add.html",
        then=lambda _: reverse("loans:case", args=[application_id]),
        done="書類を受け取りました。開けるかどうかを確認しています。",
        context={"application": application},
    )


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
    response = HttpResponse(bytes(document.content or b""), content_type=document.media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(download_name(document), safe='')}"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
