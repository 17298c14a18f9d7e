from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from councils.doors import StaffRequest, door
from councils.trail import write
from inquiry.officer.officers import check_officer_or_chief
from inquiry.officer.refused_shown import refused_rows
from inquiry.officer.views.frame import frame_of


@door(None, "GET")
def refused(request: StaffRequest) -> HttpResponse:
    """受け取らなかった回答, for 照会担当 and 責任者; those of one order where one is named."""
    check_officer_or_chief(request.actor)
    order_id = _order_id(request.GET.get("order", ""))
    rows, after = refused_rows(request.GET.get("after", ""), order_id)
    write.appeared(len(rows), where="officer:refused")
    context = {"rows": rows, "after": after, "order_id": order_id or "", **frame_of(request.actor, "refused")}
    return render(request, "officer/refused.html", context)


def _order_id(text: str) -> UUID | None:
    """依頼. What cannot be read is no order, and everything is shown."""
    try:
        return UUID(text)
    except ValueError:
        return None
