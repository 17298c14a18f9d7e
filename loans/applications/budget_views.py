from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.permissions import Permission
from loans.applications import actions
from loans.applications.budget import budget_of, categories, from_household, shown, totals
from loans.applications.budget_form import BudgetForm, initial_of
from loans.applications.models import Application, Budget
from loans.states import AT_COUNTER


@door(Permission.APPLY, "GET", "POST")
def budget(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """家計表. While somebody types the sums come back alone, and nothing is saved."""
    # The sums come back many times from one page: that page has left its row.
    is_recount = request.method == "POST" and "HX-Request" in request.headers
    find: Any = access.find if is_recount else partial(access.look, seen=["budget"])
    application = find(Application, application_id, by=request.actor, may=Permission.APPLY)
    lines, there = categories(), budget_of(application)
    monthly = there.monthly if there else from_household(application, lines)
    initial = initial_of(monthly, there.yearly if there else {}, there.note if there else "")
    form = BudgetForm(request.POST or None, categories=lines, initial=initial)
    if request.method == "POST":
        form.is_valid()
        found = totals(lines, form.amounts("month"), form.amounts("year"))
    else:
        found = totals(lines, monthly, there.yearly if there else {})
    context = {
        "application": application,
        "totals": shown(found, application),
        "is_written": there is not None,
        "is_at_counter": application.state in AT_COUNTER,
    }
    if is_recount:
        return render(request, "applications/budget_totals.html", context)

    def act(facts: dict[str, Any]) -> Budget:
        months, years = form.amounts("month"), form.amounts("year")
        return actions.save_budget(application_id, months, years, facts["note"], by=request.actor)

    return answer_form(
        request,
        form,
        act,
        template="applications/budget.html",
        then=lambda _: reverse("loans:budget", args=[application_id]),
        done="家計表を保存しました。",
        context=context,
    )
