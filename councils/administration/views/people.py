from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from councils.administration import roster, shown, waiting
from councils.administration.actions.factor import check_reset
from councils.administration.actions.find import entry_of
from councils.administration.actions.leave import check_leave
from councils.administration.actions.move import check_movable
from councils.administration.actions.suspend import check_resume, check_suspend
from councils.administration.models import RosterEntry
from councils.administration.refusals import NotActive
from councils.administration.rules import check_active, check_another, posts_at, why_not
from councils.administration.words import state_of
from councils.doors import StaffRequest, door
from councils.models import Council
from councils.permissions import Permission, PostKind
from councils.tenancy import Actor
from councils.trail import write


@door(Permission.ADMINISTER, "GET")
def people(request: StaffRequest) -> HttpResponse:
    """職員の一覧."""
    councils, posts = roster.councils_of(request.actor), _posts_of_zone(request.actor)
    wanted = roster.Wanted(
        council=_one_of(request.GET.get("council", ""), [code for code, _ in councils]),
        post=_one_of(request.GET.get("post", ""), [kind.value for kind in posts]),
        is_ending=request.GET.get("ending") == "1",
        is_suspended=request.GET.get("suspended") == "1",
    )
    lines = roster.lines(request.actor, wanted, after=request.GET.get("after", ""))
    write.appeared(len(lines.rows), where="staff:people")
    context = {"lines": lines, "wanted": wanted, "councils": councils, "posts": posts, "query": _query_of(wanted)}
    return render(request, "staff/people.html", context)


@door(Permission.ADMINISTER, "GET")
def person(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """職員の画面."""
    entry = entry_of(entry_id, by=request.actor)
    write.act("viewed_staff", subject_id=entry.pk, fields=["posts", "factor", "last_login"])
    context = {
        "entry": entry,
        "state": state_of(entry),
        "facts": shown.facts_of(entry),
        "posts": shown.posts_of(entry, request.actor),
        "designations": shown.designations_of(entry, request.actor),
        "waiting": waiting.of_staff(entry, request.actor),
        "ways": _ways(entry, request.actor),
        "is_gate": settings.ZONE == "gate",
    }
    return render(request, "staff/person.html", context)


def _ways(entry: RosterEntry, by: Actor) -> list[dict[str, Any]]:
    """できること. First what can be done now; then the rest, with the reason in the button's place."""
    ways = [
        ("post", "職を付ける", why_not(check_active, entry)),
        ("move", "異動する", why_not(check_active, entry) or why_not(check_movable, entry)),
        ("designate", "取扱担当者に指定する", why_not(check_active, entry)),
        ("invite_again", "招待をやり直す（パスワードを忘れたとき）", why_not(_check_inviting, entry, by)),
        ("factor", "サインインをやり直す（確認アプリ・パスキーの紛失、パスワード忘れ）", why_not(check_reset, entry)),
        ("home", "住所の要約を登録する", why_not(check_active, entry)),
        ("leave", "退職・転出の手続きをする", why_not(check_leave, entry, by)),
        ("suspend", "いますぐ停止する", why_not(check_suspend, entry, by)),
        ("resume", "停止を解除する", why_not(check_resume, entry)),
    ]
    hidden = {"move", "home"} if settings.ZONE == "gate" else {"designate"}
    hidden.add("resume" if entry.suspended_at is None and entry.leaves_on is None else "suspend")
    return [
        {
            "url": reverse(f"staff:{name}", args=[entry.pk]),
            "label": label,
            "refusal": refusal,
            "is_stop": name == "suspend",
        }
        for name, label, refusal in sorted(ways, key=lambda way: bool(way[2]))
        if name not in hidden
    ]


def _check_inviting(entry: RosterEntry, by: Actor) -> None:
    check_another(entry, by)
    if not entry.is_active:
        raise NotActive


def _posts_of_zone(by: Actor) -> tuple[PostKind, ...]:
    prefectural = posts_at(Council(kind=Council.Kind.PREFECTURAL))
    if settings.ZONE == "gate":
        return prefectural
    return (*prefectural, *posts_at(Council(kind=Council.Kind.MUNICIPAL)))


def _one_of(asked: str, known: list[str]) -> str:
    """A filter that nobody offered filters nothing."""
    return asked if asked in known else ""


def _query_of(wanted: roster.Wanted) -> str:
    """The filters in an address; all of them codes."""
    facts = {"council": wanted.council, "post": wanted.post}
    facts |= {"ending": "1" if wanted.is_ending else "", "suspended": "1" if wanted.is_suspended else ""}
    return "&".join(f"{name}={value}" for name, value in facts.items() if value)
