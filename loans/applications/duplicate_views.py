import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Field
from django.http import HttpResponse
from django.shortcuts import redirect, render

from councils import access
from councils.doors import StaffRequest, door
from councils.look.fields import EraDateField, KanaField, PhoneField
from councils.permissions import Permission
from councils.trail import write
from loans.applications import actions
from loans.applications.duplicates import Known, same_people
from loans.applications.models import Application
from loans.applications.people_forms import DuplicateForm

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@door(Permission.APPLY, "POST")
def duplicates(request: StaffRequest) -> HttpResponse:
    """重複の知らせ, while a name is typed: of the row of the box that asked. Half a name finds nobody."""
    row = re.sub(r"(name|kana|born|phone)$", "", request.headers.get("HX-Trigger-Name", ""))
    kana = _typed(request, f"{row}kana", KanaField(required=False))
    phone = _typed(request, f"{row}phone", PhoneField(required=False))
    born = _typed(request, f"{row}born", EraDateField(required=False, allow_unknown=True))
    but = [UUID(found) for found in _UUID.findall(request.headers.get("HX-Current-URL", ""))]
    person = Known(kana or "", born.iso() if born else "", phone or "")
    found = same_people([person], but=but, by=request.actor)
    if found:
        write.appeared(len(found), where="duplicates")
    return render(request, "applications/same_people.html", {"same": found})


@door(Permission.APPLY, "POST")
def note_at_counter(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """重複の確認, at the counter."""
    return _note(request, application_id, may=Permission.APPLY)


@door(Permission.REVIEW, "POST")
def note_in_office(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """重複の確認, in the office."""
    return _note(request, application_id, may=Permission.REVIEW)


def _note(request: StaffRequest, application_id: UUID, *, may: Permission) -> HttpResponse:
    form = DuplicateForm(request.POST)
    if form.is_valid():
        facts = form.cleaned_data
        actions.note_duplicate(application_id, facts["other"], facts["reason"], by=request.actor, may=may)
        messages.success(request, "確認した理由を記録しました。")
    else:
        access.find(Application, application_id, by=request.actor, may=may)
        messages.warning(request, "続ける理由を選んでください。")
    return redirect("loans:case", application_id)


def _typed(request: StaffRequest, name: str, field: Field) -> Any:
    """What is not whole yet is nobody's."""
    try:
        return field.clean(request.POST.get(name, ""))
    except ValidationError:
        return None
