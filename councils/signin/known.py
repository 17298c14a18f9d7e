"""いつもの端末. A browser in which a name has signed in before, told by a signed cookie.

The cookie names nobody: it holds a keyed hash of each name, and a random part that its own tries are counted by. So
wrong passwords that somebody types elsewhere never count against the browser that its owner uses.
"""

import hmac
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

_SALT = "known browser"
_DAYS = 90
_MOST_NAMES = 8  # a computer at a counter is shared


class LearningRequest(HttpRequest):
    """A request whose answer will carry the cookie."""

    known_browser: str


def token_of(request: HttpRequest, username: str) -> str:
    """What this browser's tries for the name are counted by; "" where the name has not signed in here before."""
    return _read(request).get(_hash(username), "")


def learn(request: LearningRequest, username: str) -> None:
    """The name has signed in here; the answer carries the cookie."""
    names = _read(request)
    names.pop(_hash(username), None)
    kept = dict(list(names.items())[1 - _MOST_NAMES :]) | {_hash(username): secrets.token_hex(16)}
    request.known_browser = signing.dumps(kept, salt=_SALT)


def tell(request: HttpRequest, response: HttpResponse) -> None:
    value = getattr(request, "known_browser", "")
    if value:
        response.set_cookie(
            settings.KNOWN_COOKIE_NAME,
            value,
            max_age=_DAYS * 24 * 60 * 60,
            secure=settings.IS_TLS,
            httponly=True,
            samesite="Strict",
        )


def _read(request: HttpRequest) -> dict[str, str]:
    try:
        read = signing.loads(
            request.COOKIES.get(settings.KNOWN_COOKIE_NAME, ""), salt=_SALT, max_age=_DAYS * 24 * 60 * 60
        )
    except signing.BadSignature:
        return {}
    return dict(read)


def _hash(username: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"name|{username}".encode(), "sha256").hexdigest()[:24]
