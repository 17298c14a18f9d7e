"""The three stages of a request's context (walls.md §6): a typed name, a password, a second factor and a post.

Whatever the sign-in library thinks: without the factor that is due, no council's rows.
"""

import time
from functools import cache
from typing import Any

from allauth.account.utils import url_str_to_user_pk
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from councils.models import Designation, Post, Staff
from councils.permissions import PostKind
from councils.signin import factors
from councils.signin.devices import MOST_SECONDS, SEEN_KEY, SINCE_KEY
from councils.signin.names import folded
from councils.tenancy import Actor, Transaction, enter, enter_signing_in

POST_KEY = "post"
COVERED_KEY = "covered_at"
_RECORDS_KEY = "account_authentication_methods"
_HALF_WAY_KEY = "account_login"


class StagedRequest(HttpRequest):
    """A request that has been entered, as far as its session goes."""

    actor: Actor | None
    stage: str
    posts: list[Post]


def enter_request(request: StagedRequest) -> None:
    """Sets request.actor (None until a post is entered) and the transaction's context."""
    request.actor = None
    request.stage = "out"
    _end_what_is_over(request)
    if staff_id := _signed_in(request):
        _enter_staff(request, staff_id)
    elif staff_id := _half_way(request):
        enter_signing_in(staff_id=staff_id)
    elif _is_typing_a_name(request) and (name := request.POST.get("login")):
        enter_signing_in(username=folded(name)[:60])


def _is_typing_a_name(request: HttpRequest) -> bool:
    """Only the sign-in form is read before its token is checked, and never a file."""
    is_plain = request.content_type == "application/x-www-form-urlencoded"
    return request.method == "POST" and is_plain and request.path == reverse("account_login")


def _end_what_is_over(request: HttpRequest) -> None:
    """An idle session ends, or is covered; a busy one ends after twelve hours, for each save would give its key more.

    One in use is marked once a minute at most, so that not every look writes to Redis.
    """
    session, now = request.session, time.time()
    seen, since = session.get(SEEN_KEY), session.get(SINCE_KEY)
    is_idle = seen is not None and now - seen > settings.IDLE_SECONDS
    if (since is not None and now - since > MOST_SECONDS) or (is_idle and not settings.IDLE_IS_COVERED):
        session.flush()
    elif COVERED_KEY in session:
        return
    elif is_idle:
        session[COVERED_KEY] = now
    elif SESSION_KEY in session and (seen is None or now - seen > 60):
        session[SEEN_KEY] = now
        session.setdefault(SINCE_KEY, now)


def _signed_in(request: HttpRequest) -> int | None:
    key = request.session.get(SESSION_KEY)
    return int(key) if key is not None else None


def _half_way(request: HttpRequest) -> int | None:
    """The password was right, the second factor is still due."""
    stage: dict[str, Any] = request.session.get(_HALF_WAY_KEY) or {}
    pk = stage.get("user_pk")
    return int(url_str_to_user_pk(pk)) if pk else None


def _enter_staff(request: StagedRequest, staff_id: int) -> None:
    within = enter_signing_in(staff_id=staff_id)
    posts = posts_of(staff_id)
    if posts and _is_outlived(request, posts[0].staff):
        request.session.flush()
        enter_signing_in()
        return
    if COVERED_KEY in request.session:
        request.stage = "covered"
        return
    post = _chosen(request, posts)
    request.posts = posts
    if post is None:
        request.stage = "no_post"
    else:
        _enter_post(request, post, within)


def _enter_post(request: StagedRequest, post: Any, within: Transaction) -> None:
    """Due by zone, by post, by the prefecture, or because there is one: who has enrolled is never let in without."""
    is_given = factor_given_at(request) is not None
    request.stage = "enrol"
    if not is_given and (factors.is_due_by_post(post) or post.has_factor):
        return
    actor = Actor(post.staff_id, post.staff.name, PostKind(post.kind), post.council_id, post.council.prefecture_id)
    enter(actor, within=within)
    if not is_given and factors.is_due_by_prefecture(actor.prefecture_id):
        enter_signing_in(staff_id=post.staff_id)
        return
    request.actor, request.stage = actor, "in"


def _is_outlived(request: HttpRequest, staff: Staff) -> bool:
    """Signed in with a password that is another since, or before a suspension or the loss of a factor."""
    if request.session.get(HASH_SESSION_KEY) != staff.get_session_auth_hash():
        return True
    records = request.session.get(_RECORDS_KEY) or []
    came_at = min((record["at"] for record in records), default=0)
    return staff.sessions_from is not None and came_at < staff.sessions_from.timestamp()


def posts_of(staff_id: int) -> list[Post]:
    """The posts held today. Asked at each request: a right that was withdrawn is gone at the next one."""
    today, rows = timezone.localdate(), _posts().filter(staff_id=staff_id)
    posts: list[Post] = [post for post in rows if post.is_held_on(today) and post.staff.is_active]
    if settings.ZONE == "gate" and not _is_designated(staff_id):
        return [post for post in posts if post.kind != PostKind.INQUIRY_OFFICER]
    return posts


@cache
def _posts() -> "QuerySet[Post]":
    """Put together once: every request asks."""
    enrolled = Authenticator.objects.filter(user_id=OuterRef("staff_id"), type__in=factors.KINDS)
    return Post.objects.select_related("staff", "council").annotate(has_factor=Exists(enrolled)).order_by("pk")


def _is_designated(staff_id: int) -> bool:
    today = timezone.localdate()
    rows = Designation.objects.filter(staff_id=staff_id, since__lte=today)
    return any(row.until is None or today <= row.until for row in rows)


def _chosen(request: HttpRequest, posts: list[Post]) -> Post | None:
    wanted = request.session.get(POST_KEY)
    for post in posts:
        if post.pk == wanted:
            return post
    return posts[0] if posts else None


def factor_given_at(request: HttpRequest) -> float | None:
    """When the second factor was last given in this session."""
    records = request.session.get(_RECORDS_KEY) or []
    times = [record["at"] for record in records if record.get("method") == "mfa"]
    return max(times) if times else None


def is_factor_fresh(request: HttpRequest) -> bool:
    given = factor_given_at(request)
    return given is not None and time.time() - given <= settings.FACTOR_FRESH_SECONDS
