from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models.functions import Now
from django.http import HttpResponse
from django.urls import reverse

from councils.doors import StaffRequest, answer_form, door
from councils.era import wareki
from councils.permissions import Permission
from councils.tenancy import Actor
from councils.trail import write
from inquiry.officer import queues
from inquiry.officer.actions import stops as acts
from inquiry.officer.forms import LineForm
from inquiry.officer.officers import names_of
from inquiry.officer.showing import moment
from inquiry.vault.models import Breaker, LineRule, Send, Source, Stop
from inquiry.vault.providers import Directory
from inquiry.vault.resting import Rest, breaker_of, rest_of, rule_of

MOST_STOPS = 20


@door(Permission.INQUIRE, "GET", "POST")
def lines(request: StaffRequest) -> HttpResponse:
    """照会先の状態. How fast and whether the networks are asked; an officer stops and resumes."""
    if request.method == "GET":
        write.appeared(0, where="officer:lines")
    asked, forms = _asked(request), _forms(request)
    return answer_form(
        request,
        forms[asked or Source.RESIDENT],
        lambda facts: _decide(facts, request.actor),
        template="officer/lines.html",
        then=lambda _: reverse("officer:lines"),
        done="停止・再開を記録しました。",
        context={
            "rows": [_row(line) for line in Source],
            "broken": list(_broken()),
            "stops": _stops(),
            "forms": forms,
            "counts": queues.counts(),
            "page": "lines",
        },
    )


def _forms(request: StaffRequest) -> dict[Source, LineForm]:
    """One for each network: one that runs can be stopped, one that was stopped resumed."""
    running = {stop.line: stop for stop in Stop.objects.filter(resumed_by__isnull=True)}
    asked = _asked(request)
    return {
        line: LineForm(request.POST if line == asked else None, line=line, stop=running.get(line)) for line in Source
    }


def _asked(request: StaffRequest) -> Source | None:
    """Of what names no network the first form says so."""
    if request.method != "POST":
        return None
    named = request.POST.get("line", "")
    return Source(named) if named in Source.values else Source.RESIDENT


def _decide(facts: dict[str, Any], actor: Actor) -> Stop:
    line, (step, _, reason) = Source(facts["line"]), facts["decision"].partition(":")
    if step == "stop":
        return acts.stop(line, Stop.Reason(reason), by=actor)
    return acts.resume(line, Stop.Resumption(reason), by=actor)


def _row(line: Source) -> dict[str, object]:
    rest, rule, breaker = rest_of(line), rule_of(line), breaker_of(line)
    hour = Send.objects.filter(line=line, sent_at__gt=Now() - timedelta(hours=1), sent_at__lte=Now()).count()
    return {
        "label": line.label,
        "rest": rest.label if rest else "",
        "standing": "休止中" if rest is Rest.QUIET else "停止中",
        "until": _until(rest, rule, breaker),
        "limit": _limit(rule),
        "quiet": _quiet(rule),
        "since": wareki(rule.since) if rule else "",
        "source": rule.source if rule else "",
        "hour": hour,
    }


def _until(rest: Rest | None, rule: LineRule | None, breaker: Breaker | None) -> str:
    """Until when what is not sent yet waits: quiet hours end by themselves, a stop does not."""
    if rest is Rest.QUIET and rule is not None:
        return f"{_quiet(rule)}は送りません。送る前の照会は、時間帯が終わると自動で送ります。"
    tried = f"{moment(breaker.probe_at)}に1件だけ送って試します。" if breaker and breaker.probe_at else ""
    return f"{tried}送る前の照会は、再開するまで待っています。"


def _limit(rule: LineRule | None) -> str:
    if rule is None:
        return "決まりがないため、送りません"
    return f"毎秒{rule.per_second}件まで" if rule.per_second else "制限なし（模擬接続先）"


def _quiet(rule: LineRule | None) -> str:
    if rule is None or rule.quiet_from is None or rule.quiet_until is None:
        return "なし"
    return f"{rule.quiet_from:%H:%M}から{rule.quiet_until:%H:%M}まで"


def _broken() -> Iterator[dict[str, str]]:
    """提供元, which have said again and again that they are out of order."""
    directory = Directory()
    for each in Breaker.objects.exclude(provider="").filter(opened_at__isnull=False).order_by("opened_at", "pk"):
        if each.opened_at and each.probe_at:
            yield {
                "name": directory.name_of(each.provider),
                "since": moment(each.opened_at),
                "next": moment(each.probe_at),
            }


def _stops() -> list[dict[str, str]]:
    rows = list(Stop.objects.order_by("-created_at", "pk")[:MOST_STOPS])
    names = names_of([staff for row in rows for staff in (row.stopped_by, row.resumed_by)])
    return [
        {
            "line": row.get_line_display(),
            "reason": row.get_reason_display(),
            "stopped": f"{moment(row.created_at)} {names.get(row.stopped_by, '')}",
            "resumed": f"{moment(row.resumed_at)} {names.get(row.resumed_by or 0, '')}" if row.resumed_at else "",
            "resumed_for": row.get_resumed_for_display(),
        }
        for row in rows
    ]
