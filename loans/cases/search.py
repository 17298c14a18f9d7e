"""探す. The one box of every page: one hit opens, several are listed, none leads to a new talk."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from councils import access
from councils.doors import StaffRequest, door
from councils.permissions import Permission
from councils.planner import planned_once
from councils.trail import write
from councils.trail.requests import refused_by
from loans.cases.hits import hits, url_of
from loans.consultations import begun
from loans.search.find import CASES, find
from loans.search.models import SearchKey
from loans.search.typed import NotUnderstood, Typed, understood

Kind = SearchKey.Kind
# What was looked for, as the trail says it: never the words themselves.
_BY = {
    Kind.NAME: "name",
    Kind.KANA: "kana",
    Kind.PHONE: "phone",
    Kind.PHONE_END: "phone_end",
    Kind.NUMBER: "case_number",
}


@planned_once
@door(None, "GET", "POST")
def search(request: StaffRequest) -> HttpResponse:
    """検索結果. By POST: a name that is looked for must not stand in an address (walls.md §6)."""
    access.check_may(request.actor, access.reading_right(request.actor))
    if request.method != "POST":
        return render(request, "cases/search.html", {"hint": True})
    try:
        typed = understood(request.POST.get("q", ""))
    except NotUnderstood as refusal:
        refused_by(request, refusal)
        again = {"refusal_of_search": refusal.sentence, "searched_for": _searched(request)}
        return render(request, "cases/search.html", again, status=refusal.status)
    return _answer(request, typed)


def _answer(request: StaffRequest, typed: Typed) -> HttpResponse:
    found = find(typed, by=request.actor)
    write.appeared(found.count, where="search", fields=[_BY[Kind(kind)] for kind in typed.kinds])
    if found.count == 1 and not found.is_more:
        return redirect(url_of(found))
    rows = hits(found)
    context = {
        "hits": rows,
        "most": CASES if found.is_more else 0,
        "typed": typed,
        "searched_for": _searched(request),
        "can_begin": access.may(request.actor, Permission.CONSULT),
    }
    return render(request, "cases/search.html", context)


def _searched(request: StaffRequest) -> str:
    """What was typed stays in the box, so that it can be made longer or shorter."""
    return str(request.POST.get("q", ""))


@door(Permission.CONSULT, "POST")
def begin(request: StaffRequest) -> HttpResponse:
    """相談を始める, with what was looked for in its boxes."""
    begun.keep(request, {name: request.POST.get(name, "") for name in begun.FIELDS})
    return redirect("loans:consult")
