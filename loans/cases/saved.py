"""保存した絞り込み. One's own ways into a list, kept by name and taken away again."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.look.fields import TextField
from councils.look.fields.text import is_printable, is_unseen
from councils.look.forms import LookForm
from councils.permissions import Permission
from councils.refusals import NotFound, Refused
from councils.tenancy import Actor
from loans.cases.models import SavedFilter

MOST, LONGEST, LONGEST_LABEL = 20, 300, 30
Where = SavedFilter.Where
LISTS = {Where.DESK: "loans:desk", Where.QUEUE: "loans:queue"}


class NotSaved(Refused):
    field = "label"
    sentence = "絞り込みを保存できませんでした。名前を30文字以内で付けてください。"


class FilterNameForm(LookForm):
    """絞り込みの名前."""

    label = TextField(label="絞り込みの名前", max_length=LONGEST_LABEL)


class TooMany(Refused):
    sentence = f"保存できる絞り込みは{MOST}件までです。使わないものを消してから、保存してください。"


def saved_of(by: Actor, where: str) -> list[SavedFilter]:
    return list(_own(by).filter(where=where).order_by("label")[:MOST])


@transaction.atomic
def save(by: Actor, where: str, label: str, query: str) -> SavedFilter:
    """The same name again is the new one. Raises NotSaved, TooMany."""
    label = label.strip()
    if not 0 < len(label) <= LONGEST_LABEL or len(query) > LONGEST:
        raise NotSaved
    if not all(map(is_printable, label)) or any(map(is_unseen, label)) or len(label.splitlines()) > 1:
        raise NotSaved("絞り込みの名前に、画面に出ない文字や改行が入っています。入力し直してください。")
    _own(by).filter(where=where, label=label).delete()
    if _own(by).filter(where=where).count() >= MOST:
        raise TooMany
    row = SavedFilter(
        prefecture_id=by.prefecture_id,
        municipal_council_id=by.council_id,
        staff_id=by.person_id,
        where=where,
        label=label,
        query=query,
    )
    row.save(force_insert=True)
    return row


@transaction.atomic
def forget(by: Actor, saved_id: UUID) -> str:
    """Which list it was of. Raises NotFound."""
    row = _own(by).filter(pk=saved_id).first()
    if row is None:
        raise NotFound
    row.delete()
    return row.where


def _own(by: Actor) -> "QuerySet[SavedFilter]":
    return SavedFilter.objects.filter(municipal_council_id=by.council_id, staff_id=by.person_id)


@door(None, "POST")
def keep(request: StaffRequest) -> HttpResponse:
    """この絞り込みを保存する, of the one list that this desk has."""
    by, query = request.actor, request.GET.urlencode()
    may = access.reading_right(by)
    access.check_may(by, may)
    where = Where.DESK if may == Permission.APPLY else Where.QUEUE
    return answer_form(
        request,
        FilterNameForm(request.POST),
        lambda facts: save(by, where, facts["label"], query),
        template="cases/save_filter.html",
        then=lambda _: _to(where, query),
        done="絞り込みを保存しました。",
        context={"back": _to(where, query)},
    )


@door(None, "POST")
def remove(request: StaffRequest, saved_id: UUID) -> HttpResponse:
    """保存した絞り込みを消す."""
    access.check_may(request.actor, access.reading_right(request.actor))
    where = forget(request.actor, saved_id)
    messages.success(request, "保存した絞り込みを消しました。")
    return redirect(_to(where, ""))


def _to(where: str, query: str) -> str:
    """The list again, as it was narrowed."""
    address = reverse(LISTS[Where(where)])
    return f"{address}?{query}" if query else address
