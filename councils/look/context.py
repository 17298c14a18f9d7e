"""What every page shows around its content: zone, council, who acts in which post, and the way about."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from councils.administration import waiting
from councils.look.frame import Covering, Frame, NavLink, PostOption
from councils.models import Council, Post
from councils.permissions import RIGHTS, Permission
from councils.signin.covering import WARN_SECONDS, who
from councils.signin.devices import MOST_SECONDS, SINCE_KEY
from councils.tenancy import Actor

_TRAIL = tuple(
    (right, label, name)
    for label, name in (("記録", "trail:rows"), ("気になる閲覧", "trail:alerts"))
    for right in (Permission.AUDIT, Permission.ADMINISTER)
)
_STAFF = (
    (Permission.ADMINISTER, "職員", "staff:people"),
    (Permission.ADMINISTER, "確認待ち", "staff:waiting"),
)
# Where each right leads: shown to the posts that carry it.
WAYS: dict[str, tuple[tuple[Permission, str, str], ...]] = {
    "counter": (
        (Permission.APPLY, "きょう", "loans:today"),
        (Permission.APPLY, "担当案件", "loans:desk"),
        (Permission.APPLY, "お知らせ", "loans:notices"),
        (Permission.CONSULT, "相談を始める", "loans:consult"),
        (Permission.APPLY, "様式", "loans:blank_forms"),
    ),
    "office": (
        (Permission.REVIEW, "きょう", "loans:today"),
        (Permission.REVIEW, "審査案件", "loans:queue"),
        (Permission.SIGN, "決裁案件", "loans:sign_queue"),
        (Permission.REVIEW, "お知らせ", "loans:notices"),
        (Permission.SIGN, "お知らせ", "loans:notices"),
        (Permission.REVIEW, "照会の利用", "loans:use"),
        (Permission.SIGN, "照会の利用", "loans:use"),
        (Permission.REVIEW, "様式", "loans:blank_forms"),
        (Permission.SIGN, "様式", "loans:blank_forms"),
        *_STAFF,
        (Permission.ADMINISTER, "県の設定", "staff:settings"),
        (Permission.ADMINISTER, "申込書の項目", "loans:extras"),
        *_TRAIL,
    ),
    "gate": (
        (Permission.INQUIRE, "照会依頼", "officer:orders"),
        (Permission.INQUIRE, "照会の状況", "officer:figures"),
        (Permission.INQUIRE, "使い方", "officer:help"),
        *_STAFF,
        (Permission.ADMINISTER, "県の設定", "staff:settings"),
        (Permission.ADMINISTER, "照会の番号", "officer:codes"),
        (Permission.ADMINISTER, "所得基準", "officer:limits"),
        (Permission.ADMINISTER, "受け取らなかった回答", "officer:refused"),
        (Permission.ADMINISTER, "保存・報告期限", "officer:terms"),
        (Permission.ADMINISTER, "緊急閲覧", "officer:emergency_reviews"),
        (Permission.AUDIT, "緊急閲覧", "officer:emergency_reviews"),
        (Permission.ADMINISTER, "照会の状況", "officer:figures"),
        (Permission.ADMINISTER, "研修", "officer:training"),
        (Permission.ADMINISTER, "使い方", "officer:help"),
        (Permission.AUDIT, "使い方", "officer:help"),
        *_TRAIL,
    ),
}


def look(request: HttpRequest) -> dict[str, Any]:
    actor: Actor | None = getattr(request, "actor", None)
    frame = Frame(zone=settings.ZONE, is_demo=settings.IS_DEMO)
    return {"look": _with_staff(frame, request, actor) if actor else frame}


def _with_staff(frame: Frame, request: HttpRequest, actor: Actor) -> Frame:
    return replace(
        frame,
        council_name=_council_name(actor.council_id),
        staff_name=actor.name,
        post=actor.post.label,
        nav=_ways(request, actor),
        sign_out_url=reverse("account_logout"),
        own_url=reverse("mfa_index"),
        post_url=reverse("signin:post"),
        posts=_choice_of_posts(getattr(request, "posts", []), actor),
        search_url=_search_url(actor),
        covering=_covering(request, actor) if settings.IDLE_IS_COVERED else None,
    )


def _search_url(actor: Actor) -> str:
    """検索. For the posts that read cases; the gate has orders and no clients to look for."""
    reads = {Permission.APPLY, Permission.REVIEW, Permission.SIGN}
    return reverse("loans:search") if settings.ZONE != "gate" and reads & RIGHTS[actor.post] else ""


def _covering(request: HttpRequest, actor: Actor) -> Covering:
    since = request.session.get(SINCE_KEY) or time.time()
    posts: list[Any] = getattr(request, "posts", [])
    has_factor = any(post.has_factor for post in posts)
    return Covering(settings.IDLE_SECONDS, WARN_SECONDS, int(since + MOST_SECONDS), who(actor), has_factor)


def _choice_of_posts(posts: list[Post], actor: Actor) -> tuple[PostOption, ...]:
    """Shown only to who holds several (兼務)."""
    options = tuple(
        PostOption(post.pk, post.get_kind_display(), (post.kind, post.council_id) == (actor.post, actor.council_id))
        for post in posts
    )
    return options if len(options) > 1 else ()


def _ways(request: HttpRequest, actor: Actor) -> tuple[NavLink, ...]:
    rights = RIGHTS[actor.post]
    ways = [(label, name) for right, label, name in WAYS.get(settings.ZONE, ()) if right in rights]
    counts = {name: _counts[name](actor) for _, name in ways if name in _counts}
    if lost := waiting.count_of_chief(actor):
        # Seldom, so it is in the menu only while somebody waits for it.
        ways.append(("サインインのやり直し", "staff:factors"))
        counts["staff:factors"] = lost
    return tuple(
        NavLink(label, url, is_current=request.path == url, count=counts.get(name, 0))
        for label, name in ways
        for url in (reverse(name),)
    )


Count = Callable[[Actor], int]
_counts: dict[str, Count] = {"staff:waiting": waiting.count}


def count_by(name: str, count: Count) -> None:
    """件数. What stands beside an entry of the menu; said by the app that knows it, when it is loaded."""
    _counts[name] = count


_names: dict[str, str] = {}


def _council_name(code: str) -> str:
    """Councils change by a release of the registry, so a process may remember their names."""
    if code not in _names:
        _names[code] = Council.objects.get(pk=code).name
    return _names[code]
