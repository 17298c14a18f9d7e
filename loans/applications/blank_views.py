"""様式の画面: every form, blank and pen-friendly, at both desks."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from councils import access
from councils.doors import StaffRequest, door
from councils.permissions import Permission
from councils.refusals import NotFound
from loans.applications.printed import FORMS, blank
from loans.consultations.printed import blank_consultation_form
from loans.terms.in_force import funds_in_force

CONSULTATION = "consultation"
TITLES = {CONSULTATION: "相談受付票", **{code: title for code, (title, _) in FORMS.items()}}
# Which of them say something of the fund.
BY_FUND = ("application", "explanation", "opinion", "commissioner", "forwarding")


@door(Permission.APPLY, "GET")
def forms_at_counter(request: StaffRequest) -> HttpResponse:
    """様式, at the counter."""
    return _forms(request)


@door(None, "GET")
def forms_in_office(request: StaffRequest) -> HttpResponse:
    """様式, in the office: whoever reviews or signs."""
    access.check_may(request.actor, access.reading_right(request.actor))
    return _forms(request)


@door(Permission.APPLY, "GET")
def form_at_counter(request: StaffRequest, form: str) -> HttpResponse:
    """空欄の様式, at the counter."""
    return _form(request, form)


@door(None, "GET")
def form_in_office(request: StaffRequest, form: str) -> HttpResponse:
    """空欄の様式, in the office."""
    access.check_may(request.actor, access.reading_right(request.actor))
    return _form(request, form)


def _forms(request: StaffRequest) -> HttpResponse:
    funds = _funds(request)
    asked = request.GET.get("fund", "")
    fund = asked if asked in funds else next(iter(funds))
    context = {
        "fund": fund,
        "fund_name": funds[fund],
        "funds": funds,
        "general": {code: title for code, title in TITLES.items() if code not in BY_FUND},
        "by_fund": {code: TITLES[code] for code in BY_FUND},
    }
    return render(request, "applications/blank_forms.html", context)


def _form(request: StaffRequest, form: str) -> HttpResponse:
    funds = _funds(request)
    fund = request.GET.get("fund", "") or next(iter(funds))
    if form not in TITLES or fund not in funds:
        raise NotFound
    content = blank_consultation_form(request.actor) if form == CONSULTATION else blank(form, fund, by=request.actor)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{form}-blank.pdf"'
    return response


def _funds(request: StaffRequest) -> dict[str, str]:
    """いま貸し付けている資金, by code."""
    terms = funds_in_force(prefecture_id=request.actor.prefecture_id, on=timezone.localdate())
    return {each.code: f"{each.fund} {each.name}" for each in terms}
