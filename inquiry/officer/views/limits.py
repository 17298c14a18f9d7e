from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from councils.doors import StaffRequest, answer_form, door
from councils.era import PartialDate
from councils.permissions import Permission
from inquiry.officer.actions import limits as acts
from inquiry.officer.limit_form import LimitForm
from inquiry.officer.limits_shown import past_rows, standing_rows


@door(Permission.ADMINISTER, "GET", "POST")
def limits(request: StaffRequest) -> HttpResponse:
    """所得基準. What 責任者 have entered; nothing here is filled in by the system."""
    today = timezone.localdate()
    past, after = past_rows(today, request.GET.get("after", ""))
    return answer_form(
        request,
        LimitForm(request.POST or None, initial={"valid_from": PartialDate(today.year, today.month, today.day)}),
        lambda facts: acts.register(facts, by=request.actor),
        template="officer/limits.html",
        then=lambda _: reverse("officer:limits"),
        done="所得基準を登録しました。適用開始日から使います。",
        context={"rows": standing_rows(today), "past": past, "after": after},
    )
