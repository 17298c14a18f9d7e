"""画面を隠す. At the counter an idle session is covered, not ended: nothing goes through until it is unlocked.

The page covers itself (cover.js); the server does so by itself, for a page without scripts and for any other caller.
"""

import hmac
import json
import time
from collections.abc import Callable
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from councils.signin.adapter import box_for
from councils.signin.devices import SEEN_KEY
from councils.signin.stages import COVERED_KEY
from councils.signin.unlocking import UnlockForm
from councils.tenancy import Actor

# Seconds before the idle limit at which the page says that it will be covered.
WARN_SECONDS = 180
_OPEN = frozenset({"signin:unlock", "signin:cover", "signin:here", "account_logout", "health"})
_MOST_KEPT_BYTES = 200_000


class CoverMiddleware:
    """Whatever is asked of a covered session is answered by the covering page; for a part of a page, by 401 alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Any, *_: Any) -> HttpResponse | None:
        if getattr(request, "stage", "") != "covered" or request.resolver_match.view_name in _OPEN:
            return None
        if request.htmx:
            return HttpResponse(status=401)
        return covered_page(request, UnlockForm(staff=request.user), kept=_kept(request), back=request.get_full_path())


def covered_page(request: Any, form: UnlockForm, *, kept: str, back: str, status: int = 401) -> HttpResponse:
    context = {"form": form, "kept": kept, "back": back if request.method == "GET" or kept else "/"}
    return render(request, "signin/covered.html", context, status=status)


def cover(request: Any) -> None:
    request.session[COVERED_KEY] = time.time()


def uncover(request: Any) -> None:
    request.session.pop(COVERED_KEY, None)
    request.session[SEEN_KEY] = time.time()


def who(actor: Actor) -> str:
    """画面の持ち主. So that a page never opens to whoever signed in after its owner; names nobody."""
    facts = f"who|{actor.staff_id}|{actor.post.value}|{actor.council_id}"
    return hmac.new(settings.SECRET_KEY.encode(), facts.encode(), "sha256").hexdigest()[:32]


def _kept(request: Any) -> str:
    """What was typed and sent, unreadable in the covering page; a file cannot be kept, and its box says so."""
    is_plain = request.content_type == "application/x-www-form-urlencoded"
    if request.method != "POST" or not is_plain or len(request.body) > _MOST_KEPT_BYTES:
        return ""
    pairs = [
        (name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"
    ]
    facts = {"staff": request.user.pk, "path": request.get_full_path(), "pairs": pairs}
    return _box().encrypt(json.dumps(facts).encode()).decode()


def unkept(request: Any, kept: str) -> dict[str, Any] | None:
    """What this member of staff had sent; None where there is nothing, or it is somebody else's."""
    try:
        facts: dict[str, Any] = json.loads(_box().decrypt(kept.encode(), ttl=settings.SESSION_COOKIE_AGE))
    except InvalidToken:
        return None
    return facts if facts["staff"] == request.user.pk else None


def _box() -> Fernet:
    return box_for("typed and covered")
