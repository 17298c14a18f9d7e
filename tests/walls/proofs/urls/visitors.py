"""Who comes: every post of the zone, and everybody who is not in, each with a session as signing in would leave it."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from config.demo import CHIYODA, TOKYO
from councils import access
from councils.models import Council, Designation, NamePlate, Post, Staff
from councils.permissions import PostKind
from councils.signin.devices import MOST_SECONDS
from councils.tenancy import Actor
from tests.bed import Bed
from tests.walls.proofs.urls.things import as_pages, past_the_walls

BACKEND = "councils.signin.backend.SignInBackend"
PASSWORD = "見本の合言葉は七つ"
SINCE = date(2026, 4, 1)
COVERED = 401
AT = {"counter": CHIYODA, "office": TOKYO, "gate": TOKYO}
OF_COUNTER = (PostKind.COUNSELLOR, PostKind.COUNTER_CHIEF)
OF_NO_OFFICE = (PostKind.SYSTEM, PostKind.INQUIRY_OFFICER)
POSTS = {
    "counter": OF_COUNTER,
    "office": tuple(kind for kind in PostKind if kind not in (*OF_COUNTER, *OF_NO_OFFICE)),
    "gate": (PostKind.INQUIRY_OFFICER, PostKind.ADMINISTRATOR, PostKind.AUDITOR),
}
# a post that sees much, for whoever lacks something else
USUAL = {"counter": PostKind.COUNTER_CHIEF, "office": PostKind.SECTION_CHIEF, "gate": PostKind.INQUIRY_OFFICER}
ELSEWHERE = {"counter": (PostKind.REVIEWER, TOKYO), "office": (PostKind.COUNSELLOR, CHIYODA)}


@dataclass(frozen=True)
class Visitor:
    """post: what opens doors to them; None for who is not in. turned_away: with what, before any door is looked at."""

    name: str
    post: PostKind | None
    session: dict[str, Any]
    actor: Actor | None = None
    turned_away: int | None = None


def of_the_zone(bed: Bed) -> list[Visitor]:
    """Made past all walls; the half-way session by the page of signing in itself."""
    usual, at = USUAL[settings.ZONE], AT[settings.ZONE]
    with past_the_walls(bed):
        people = [*_in(at), *_not_in(usual, at)]
        employed("half-way", usual, at)
    with as_pages(bed):
        return [*people, Visitor("signed out", None, {}), Visitor("half-way", None, _half_way())]


def employed(username: str, kind: PostKind, council: str, **held: Any) -> Actor:
    """With a second factor, and whatever else the post needs; held says from when to when."""
    staff = staff_of(username, council)
    held = {"since": SINCE} | held
    post = Post.objects.create(staff=staff, council=staff.council, kind=kind, **held)
    access.grant_post(post)
    if kind == PostKind.INQUIRY_OFFICER:
        Designation.objects.create(staff=staff, trained_on=SINCE, designated_by="見本", **held)
    return Actor(staff.pk, staff.name, kind, council, staff.council.prefecture_id)


def staff_of(username: str, council_code: str) -> Staff:
    council = Council.objects.get(pk=council_code)
    staff = Staff(username=f"{username}-{council_code}", name=f"架空 {username}", council=council)
    staff.council_kind = council.kind
    staff.password = _digest()
    staff.save()
    NamePlate.objects.create(staff=staff, name=staff.name, council=council, prefecture_id=council.prefecture_id)
    data = {"secret": get_adapter().encrypt("JBSWY3DPEHPK3PXP" * 2)}
    Authenticator.objects.create(user=staff, type=Authenticator.Type.TOTP, data=data)
    return staff


@cache
def _digest() -> str:
    """Slow by design, so once for all of them."""
    return make_password(PASSWORD)


def _in(at: str) -> Iterator[Visitor]:
    for kind in POSTS[settings.ZONE]:
        actor = employed(kind.value.replace("_", "-"), kind, at)
        yield Visitor(kind.value, kind, _session(actor.person_id), actor)


def _not_in(usual: PostKind, at: str) -> Iterator[Visitor]:
    """Each has come by one thing less than is needed."""
    yield Visitor("password alone", None, _session(employed("password", usual, at).person_id, factor=False))
    yield Visitor("no post", None, _session(staff_of("no-post", at).pk))
    suspended = employed("suspended", usual, at).person_id
    Staff.objects.filter(pk=suspended).update(is_active=False)
    yield Visitor("suspended", None, _session(suspended))
    yesterday = timezone.localdate() - timedelta(days=1)
    yield Visitor("ended yesterday", None, _session(employed("ended", usual, at, until=yesterday).person_id))
    waiting = {"seen_at": time.time() - settings.IDLE_SECONDS - 60}
    covered = COVERED if settings.IDLE_IS_COVERED else None
    yield Visitor("idle", None, _session(employed("idle", usual, at).person_id) | waiting, turned_away=covered)
    long_ago = {"since": time.time() - MOST_SECONDS - 60}
    yield Visitor("in since yesterday", None, _session(employed("long", usual, at).person_id) | long_ago)
    if settings.ZONE == "gate":
        actor = employed("designated-once", usual, at)
        Designation.objects.filter(staff_id=actor.person_id).update(until=yesterday)
        yield Visitor("designated once", None, _session(actor.person_id))
    else:
        yield Visitor("of another zone", None, _session(employed("elsewhere", *ELSEWHERE[settings.ZONE]).person_id))


def _session(staff_id: int, *, factor: bool = True) -> dict[str, Any]:
    staff = Staff.objects.get(pk=staff_id)
    methods = ["password", *(["mfa"] if factor else [])]
    return {
        SESSION_KEY: str(staff_id),
        BACKEND_SESSION_KEY: BACKEND,
        HASH_SESSION_KEY: staff.get_session_auth_hash(),
        "account_authentication_methods": [{"method": method, "at": time.time()} for method in methods],
    }


def _half_way() -> dict[str, Any]:
    client = Client(SERVER_NAME="127.0.0.1")
    facts = urlencode({"login": f"half-way-{AT[settings.ZONE]}", "password": PASSWORD})
    answer = client.post("/signin/", facts, content_type="application/x-www-form-urlencoded")
    assert answer.headers.get("Location", "").startswith("/signin/code/")
    return dict(client.session.items())
