"""担当案件の画面: tiles, filters in the address, saved filters, one page at a time, and the whole of it as a file."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from councils.doors import StaffRequest, door
from councils.models import NamePlate
from councils.permissions import Permission
from councils.tenancy import Actor
from councils.trail import write
from loans.cases.asked import Asked, FilterForm, asked_of
from loans.cases.exports import exported, may_export, most_rows
from loans.cases.lists import ALL, TILES, cutoff, desk_lines, open_consultations, tiles, whole
from loans.cases.saved import saved_of
from loans.cases.unread import with_unread


@dataclass(frozen=True)
class _List:
    """What the address asks for, and the form that shows it."""

    asked: Asked
    form: FilterForm


@door(Permission.APPLY, "GET")
def desk(request: StaffRequest) -> HttpResponse:
    """担当案件."""
    by = request.actor
    found, late = _read(request), cutoff(by, timezone.localdate())
    lines = desk_lines(by, found.asked, before=request.GET.get("before", ""), late=late)
    talks = open_consultations(by) if not found.asked.query else []
    write.appeared(len(lines.rows) + len(talks), where="desk")
    return render(
        request,
        "cases/desk.html",
        {
            **_page(found, by),
            "lines": replace(lines, rows=with_unread(lines.rows, by)),
            "talks": talks,
            **_tiles(found, by, late),
        },
    )


@door(Permission.APPLY, "POST")
def export(request: StaffRequest) -> HttpResponse:
    """担当案件の書き出し."""
    by = request.actor
    most, asked = most_rows(by), _read(request).asked
    lines = whole(by, asked, late=cutoff(by, timezone.localdate()), most=most)
    return exported(request, "desk", asked, lines, most=most)


def _read(request: StaffRequest) -> _List:
    people = dict(NamePlate.objects.filter(council_id=request.actor.council_id).values_list("staff_id", "name"))
    form = FilterForm(request.GET, people=people.items())
    view = request.GET.get("view", "")
    return _List(asked_of(form, view if view in TILES and view != ALL else "", people), form)


def _page(found: _List, by: Actor) -> dict[str, Any]:
    return {
        "form": found.form,
        "asked": found.asked,
        "chips": found.asked.chips(),
        "saved": saved_of(by, "desk"),
        "can_export": may_export(by),
    }


def _tiles(found: _List, by: Actor, late: Any) -> dict[str, Any]:
    return {"tiles": tiles(by, found.asked, late=late)}
