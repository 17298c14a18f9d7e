"""記録の画面. 誰が・いつ・何を見た／変えた, for auditors and administrators; every page of it leaves its own row."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from councils.doors import StaffRequest, answer_form, door
from councils.era import PartialDate
from councils.refusals import Refused
from councils.trail import files, search, shown, write
from councils.trail.asked import Asked
from councils.trail.forms import CaseForm, ExportForm, FilterForm, PersonForm
from councils.trail.requests import refused_by
from councils.trail.rights import check_reads_trail

_TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson; charset=utf-8"}


@door(None, "GET", "POST")
def rows(request: StaffRequest) -> HttpResponse:
    """記録の一覧. A question that was typed becomes an address of identifiers and days."""
    check_reads_trail(request.actor)
    asked = Asked.of(request.GET)
    form = FilterForm(request.POST or None, staff=shown.staff_choices(request.actor), initial=_initial(asked))
    if request.method == "POST" and form.is_valid():
        facts = {name: _day(value) for name, value in form.cleaned_data.items()}
        return redirect(reverse("trail:rows") + asked.address(**facts))
    lines = shown.lines(asked, request.actor, request.GET.get("after", ""))
    _record("read_trail", asked, str(len(lines.rows)))
    sentence, is_broken = shown.seal_words(request.actor)
    context = {
        "form": form,
        "lines": lines,
        "chips": shown.chips(asked),
        "here": asked.address(),
        "next": asked.address(after=lines.after),
        "seal": sentence,
        "is_broken": is_broken,
    }
    return render(request, "trail/rows.html", context, status=422 if form.errors else 200)


@door(None, "GET", "POST")
def find_case(request: StaffRequest) -> HttpResponse:
    """番号から. The row of the search is written by the function of the database that searches."""
    check_reads_trail(request.actor)
    return answer_form(
        request,
        CaseForm(request.POST or None),
        lambda facts: search.case_of(facts["number"]),
        template="trail/find_case.html",
        then=lambda case_id: reverse("trail:rows") + Asked(case=case_id).address(),
        done="案件が見つかりました。",
        context={},
    )


@door(None, "GET", "POST")
def find_person(request: StaffRequest) -> HttpResponse:
    """氏名・生年月日から, for a 開示請求: the pseudonyms of one person, one of each application."""
    check_reads_trail(request.actor)
    form, found = PersonForm(request.POST or None), []
    if request.method == "POST" and form.is_valid():
        try:
            found = search.subjects_of(form.cleaned_data["kana"], form.cleaned_data["born"].iso())
        except Refused as refusal:
            refused_by(request, refusal)
            form.add_error(refusal.field, refusal.sentence)
    context = {"form": form, "found": [_links(each) for each in found]}
    return render(request, "trail/find_person.html", context, status=422 if form.errors else 200)


@door(None, "GET", "POST")
def export(request: StaffRequest) -> HttpResponse:
    """書き出し. Bounded by a period, and recorded with it."""
    check_reads_trail(request.actor)
    asked = Asked.of(request.GET)
    form = ExportForm(request.POST or None, initial=_initial(asked))
    if request.method == "POST" and form.is_valid():
        try:
            return _file(request, asked, form.cleaned_data)
        except Refused as refusal:
            refused_by(request, refusal)
            form.add_error(refusal.field, refusal.sentence)
    context = {"form": form, "chips": shown.chips(asked), "back": asked.address()}
    return render(request, "trail/export.html", context, status=422 if form.errors else 200)


def _file(request: StaffRequest, asked: Asked, facts: dict[str, Any]) -> HttpResponse:
    since, until, kind = _day(facts["since"]), _day(facts["until"]), facts["form"]
    files.check_period(since, until)
    # Batches hold everybody's rows: such a file is of a period, whatever else was asked, and is recorded as that.
    asked = replace(asked if kind == "csv" else Asked(), since=since, until=until)
    text, many = (files.csv_of if kind == "csv" else files.jsonl_of)(asked, request.actor)
    _record("export_trail", asked, str(many), purpose=kind)
    response = HttpResponse(text, content_type=_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="trail-{since:%Y%m%d}-{until:%Y%m%d}.{kind}"'
    return response


def _record(verb: str, asked: Asked, result: str, *, purpose: str = "") -> None:
    """Whose rows were looked at is of the trail too."""
    whose = f"staff:{asked.staff}" if asked.staff else ""
    write.act(
        verb,
        case_id=asked.case,
        subject_id=asked.subject,
        fields=asked.names(),
        purpose=purpose or whose,
        result=result,
    )


def _links(found: search.Found) -> dict[str, str]:
    return {
        "subject": str(found.subject_id)[:8],
        "case": str(found.case_id)[:8],
        "of_subject": reverse("trail:rows") + Asked(subject=found.subject_id).address(),
        "of_case": reverse("trail:rows") + Asked(case=found.case_id).address(),
    }


def _initial(asked: Asked) -> dict[str, Any]:
    days = {"since": asked.since, "until": asked.until}
    return {"staff": str(asked.staff or ""), **{name: _shown(day) for name, day in days.items()}}


def _shown(day: date | None) -> PartialDate | None:
    return PartialDate(day.year, day.month, day.day) if day else None


def _day(value: Any) -> Any:
    """A day that was typed as one; anything else as it is."""
    return date.fromisoformat(value.iso()) if isinstance(value, PartialDate) else value
