"""セッション. In the zone's Redis; when Redis does not answer, that is what the page says."""

from typing import Any

from django.contrib.sessions.backends.cache import SessionStore as CacheStore
from django.core.cache.backends.base import BaseCache


class SessionStore(CacheStore):
    """Django's own store takes a Redis that is down for a session that is unknown.

    It would show the sign-in page, delete the cookie, and lose what was typed; a 503 leaves all three as they were.
    """

    _cache: BaseCache

    def load(self) -> dict[str, Any]:
        kept: dict[str, Any] | None = self._cache.get(self.cache_key)
        if kept is None:
            self._session_key = None
            return {}
        return kept
