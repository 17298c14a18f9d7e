"""セッション. In the zone's Redis; when Redis does not answer, that is what the page says."""

import re
from typing import Any

from django.contrib.sessions.backends.cache import SessionStore as CacheStore
from django.core.cache.backends.base import BaseCache

_KEY = re.compile("[0-9a-z]{32}")


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

    def _validate_session_key(self, key: str | None) -> bool:
        """A cookie that holds anything but a key of ours is no cookie: Redis is not asked for what a stranger wrote.

        Django takes any eight characters, and says a strange one aloud in a warning that ends in the log.
        """
        return bool(key and _KEY.fullmatch(key))
