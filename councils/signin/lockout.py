"""入力の誤りが続いたとき. Wrong passwords make the next try wait: longer each time, never longer than five minutes.

A try is counted before the password is looked at, so that a hundred at once are a hundred. Four counts:
a browser that the name has used before, by itself; else the name from this address, the name from everywhere, and the
address. An address with many wrong passwords is not closed, since a whole council shares one: there each name has only
one wrong try before it waits. Without Redis nothing is counted, so nobody is let in (503).
"""

import hashlib
import time
from dataclasses import dataclass

from allauth.core.internal.ratelimit import get_ip
from django.core.cache import cache
from django.http import HttpRequest

from councils.signin import known

FREE_TRIES = 5
FREE_TRIES_OF_A_NAME = 20
FREE_TRIES_AT_A_HOT_ADDRESS = 1
HOT_AFTER, HOT_WINDOW_SECONDS = 30, 600
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 30, 300
FORGOTTEN_AFTER_SECONDS = 3600


class MustWait(Exception):
    """Not now, whatever the password is."""


@dataclass(frozen=True)
class _Count:
    """Tries of one kind. After the free ones each wrong try closes the door for a while, for one try at a time."""

    key: str
    free: int

    def check_open(self) -> None:
        if cache.get(f"{self.key}:pause") is not None:
            raise MustWait

    def take(self) -> None:
        """Raises MustWait where another try of the same moment was first."""
        tries = _count(self.key, FORGOTTEN_AFTER_SECONDS)
        if tries >= self.free and not cache.add(f"{self.key}:pause", 1, timeout=_pause(tries - self.free)):
            raise MustWait

    def give_back(self) -> None:
        """The password was right: this try was none, and the pause that it began is over."""
        cache.decr(self.key)
        cache.delete(f"{self.key}:pause")

    def forget(self) -> None:
        cache.delete_many([self.key, f"{self.key}:pause"])


@dataclass(frozen=True)
class Try:
    """One password typed for one name, in one browser, from one address."""

    own: _Count
    name: _Count | None
    address: str

    def begin(self) -> None:
        """Raises MustWait."""
        counts = [count for count in (self.own, self.name) if count]
        for count in counts:
            count.check_open()
        for count in counts:
            count.take()
        if self.address:
            _count(self.address, HOT_WINDOW_SECONDS)

    def was_right(self) -> None:
        self.own.forget()
        if self.name:
            self.name.give_back()
        if self.address:
            cache.decr(self.address)


def try_of(request: HttpRequest, username: str) -> Try:
    """A browser that the name knows is counted by itself: what happens elsewhere does not touch it."""
    if token := known.token_of(request, username):
        return Try(_Count(_key("browser", token), FREE_TRIES), None, "")
    address = get_ip(request)
    seen = _key("address", address, str(int(time.time() // HOT_WINDOW_SECONDS)))
    is_hot = (cache.get(seen) or 0) >= HOT_AFTER
    free = FREE_TRIES_AT_A_HOT_ADDRESS if is_hot else FREE_TRIES
    return Try(
        _Count(_key("pair", username, address), free), _Count(_key("name", username), FREE_TRIES_OF_A_NAME), seen
    )


def _count(key: str, seconds: int) -> int:
    if not cache.touch(key, seconds):
        cache.add(key, 0, timeout=seconds)
    return int(cache.incr(key))


def _pause(beyond: int) -> int:
    """30 s, 1, 2, 4 and 5 minutes; no longer, so that nobody keeps a colleague out for long."""
    return min(FIRST_PAUSE_SECONDS << min(beyond, 10), LONGEST_PAUSE_SECONDS)


def _key(*parts: str) -> str:
    return "tries:" + hashlib.sha256("\0".join(parts).encode()).hexdigest()
