"""気になる閲覧の画面. A list with its reasons, and an auditor's note beside each."""

from typing import Any

from django import forms
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from councils import access
from councils.doors import StaffRequest, answer_form, door
from councils.look.fields.choices import ChoiceButtons
from councils.look.forms import LookForm
from councils.permissions import Permission
from councils.refusals import NotFound
from councils.trail import write
from councils.trail.alerts import shown
from councils.trail.alerts.models import AlertNote
from councils.trail.rights import check_reads_trail


class NoteForm(LookForm):
    code = forms.ChoiceField(label="確認の結果", choices=AlertNote.Code, widget=ChoiceButtons)


@door(None, "GET")
def alerts(request: StaffRequest) -> HttpResponse:
    check_reads_trail(request.actor)
    lines = shown.lines(request.actor, request.GET.get("after", ""))
    write.act("read_trail", purpose="alerts", result=str(len(lines.rows)))
    can_confirm = access.may(request.actor, Permission.AUDIT)
    return render(request, "trail/alerts.html", {"lines": lines, "can_confirm": can_confirm})


@door(Permission.AUDIT, "GET", "POST")
def confirm_alert(request: StaffRequest, alert_id: int) -> HttpResponse:
    """確認済みにする. By an auditor; the note and its row of the trail are one function of the database."""
    line = shown.line(request.actor, alert_id)
    write.act("read_trail", purpose="alerts", result="1")
    return answer_form(
        request,
        NoteForm(request.POST or None),
        lambda facts: _confirm(alert_id, facts),
        template="trail/confirm_alert.html",
        then=lambda _: reverse("trail:alerts"),
        done="確認済みにしました。",
        context={"line": line},
    )


def _confirm(alert_id: int, facts: dict[str, Any]) -> None:
    """Raises NotFound."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT walls.confirm_alert(%s, %s)", [alert_id, facts["code"]])
        if not cursor.fetchone()[0]:
            raise NotFound
