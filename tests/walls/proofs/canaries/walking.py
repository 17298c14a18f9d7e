"""Marked people take the places of the walk's own; what Redis holds between a press and its page is looked at."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import httpx

from config.walk import counter
from config.walk.browser import Screen, Values
from config.walk.steps import Walk
from tests.journeys.demo import Demo
from tests.walls.proofs.canaries.marks import TYPED, Marked

Hook = Callable[[str, httpx.Response], None]


@contextmanager
def as_marked(marked: Marked) -> Iterator[None]:
    """Inside, the counsellor types in this household, and marks where the walk has its usual words."""
    fill = Screen.fill

    def typed(screen: Screen, values: Values, **options: Any) -> str:
        return fill(screen, {name: TYPED.get(name, value) for name, value in values.items()}, **options)

    household = patch.object(counter, "ask_household", lambda *_, **__: marked.as_typed)
    with household, patch.object(Screen, "fill", typed):
        yield


class WatchedWalk(Walk):
    """Tells after each press, before its page is fetched."""

    pressed: Hook

    def screen(self, username: str) -> Screen:
        is_new = username not in self.screens
        screen = super().screen(username)
        if is_new:
            zone = screen.account.zone
            screen.client.event_hooks = {"response": [lambda answer: self._tell(zone, answer)]}
        return screen

    def _tell(self, zone: str, answer: httpx.Response) -> None:
        if answer.request.method == "POST":
            self.pressed(zone, answer)


def watched(demo: Demo, screens: Mapping[str, Screen], pressed: Hook) -> WatchedWalk:
    walk = WatchedWalk(demo.ready, screens=dict(screens))
    walk.pressed = pressed
    return walk
