"""サインイン中の端末. The sessions of one member of staff, kept in an index in the zone's Redis beside the sessions.

The index is a Redis hash, changed field by field: two sign-ins at the same moment lose nothing. A session that is
deleted here is gone at the next request, since saving a session that is not there is refused.
"""

import hashlib
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.utils import timezone

from councils.signin.sessions import SessionStore

SEEN_KEY = "seen_at"
SINCE_KEY = "since"
MOST_SECONDS = 12 * 60 * 60
_SYSTEMS = {"iPad": "iPad", "iPhone": "iPhone", "Android": "Android", "Windows": "Windows", "Mac OS": "Mac"}
_SYSTEMS |= {"CrOS": "ChromeOS", "Linux": "Linux"}
_BROWSERS = {"Edg": "Edge", "Firefox": "Firefox", "Chrom": "Chrome", "Safari": "Safari"}


@dataclass(frozen=True)
class Device:
    """端末. label is what a page may name it by: it opens nothing."""

    label: str
    kind: str
    since: datetime
    seen: datetime
    is_this: bool


def remember(request: HttpRequest, staff_id: int) -> None:
    """Somebody has come: this session is one of theirs."""
    facts = {"kind": kind_of(request.headers.get("User-Agent", "")), "since": time.time()}
    redis, key = _redis(), _key(staff_id)
    redis.hset(key, str(request.session.session_key), json.dumps(facts))
    redis.expire(key, MOST_SECONDS)


def forget(staff_id: int, session_key: str | None) -> None:
    _redis().hdel(_key(staff_id), str(session_key))


def devices_of(staff_id: int, *, this: str | None) -> list[Device]:
    """The newest first; what has ended by itself is swept out on the way."""
    found = []
    for session_key, facts in _indexed(staff_id):
        kept = SessionStore(session_key).load()
        if kept:
            seen = kept.get(SEEN_KEY) or facts["since"]
            moments = (_moment(facts["since"]), _moment(seen))
            found.append(Device(_label(session_key), facts["kind"], *moments, session_key == this))
        else:
            forget(staff_id, session_key)
    return sorted(found, key=lambda device: device.since, reverse=True)


def end(staff_id: int, label: str) -> int:
    """The one of this label, if it is one's own; how many have ended."""
    return _end(staff_id, (key for key, _ in _indexed(staff_id) if _label(key) == label))


def end_all(staff_id: int, *, but: str | None = None) -> int:
    """All of them, or all others; how many have ended."""
    return _end(staff_id, (key for key, _ in _indexed(staff_id) if key != but))


def kind_of(user_agent: str) -> str:
    """「Windows の Chrome」. In words, since nobody reads a user agent."""
    system = next((name for mark, name in _SYSTEMS.items() if mark in user_agent), "")
    browser = next((name for mark, name in _BROWSERS.items() if mark in user_agent), "")
    return " の ".join(filter(None, (system, browser))) or "種類の分からない端末"


def _end(staff_id: int, keys: Iterator[str]) -> int:
    count = 0
    for key in keys:
        SessionStore(key).delete()
        forget(staff_id, key)
        count += 1
    return count


def _indexed(staff_id: int) -> list[tuple[str, dict[str, Any]]]:
    rows = _redis().hgetall(_key(staff_id))
    return [(key.decode(), json.loads(facts)) for key, facts in rows.items()]


def _redis() -> Any:
    """The client under Django's cache: the cache itself knows no hashes."""
    cache: Any = caches["default"]
    return cache._cache.get_client(None, write=True)


def _key(staff_id: int) -> str:
    return f"{settings.ZONE}:devices:{staff_id}"


def _label(session_key: str) -> str:
    return hashlib.sha256(b"device|" + session_key.encode()).hexdigest()[:16]


def _moment(at: float) -> datetime:
    return datetime.fromtimestamp(at, tz=timezone.get_default_timezone())
