from django.http import HttpResponse
from django.shortcuts import render

from councils import access
from councils.doors import StaffRequest, door
from councils.months import Month
from loans.cases.used import use_in


@door(None, "GET")
def use(request: StaffRequest) -> HttpResponse:
    """照会の利用状況, for whoever reviews or signs."""
    access.check_may(request.actor, access.reading_right(request.actor))
    month = Month.asked(request.GET.get("month", ""))
    context = {
        "month": month,
        "use": use_in(month, by=request.actor),
        "before": use_in(month.before, by=request.actor).whole,
    }
    return render(request, "cases/use.html", context)
