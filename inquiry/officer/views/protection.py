from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from councils import access
from councils.doors import StaffRequest, door
from councils.permissions import Permission
from councils.trail import write
from inquiry.officer import queues
from inquiry.officer.actions.protected import confirm_stop, has_seen
from inquiry.vault.models import TakenOrder


@door(Permission.INQUIRE, "GET", "POST")
def stop(request: StaffRequest, order_id: UUID) -> HttpResponse:
    """支援措置の確認. What to know before the first inquiry about a protected household."""
    order = access.find(TakenOrder, order_id, by=request.actor, may=Permission.INQUIRE)
    write.viewed(order.case_id, fields=["is_nondisclosure"])
    if request.method == "POST":
        confirm_stop(order.pk, by=request.actor)
        messages.success(request, "支援措置の確認を記録しました。照会を始められます。")
        return redirect("officer:order", order.pk)
    context = {
        "order": order,
        "is_seen": has_seen(order, by=request.actor),
        "counts": queues.counts(),
        "page": "orders",
    }
    return render(request, "officer/stop.html", context)
