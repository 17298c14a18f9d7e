"""One case on its way, and how its people press, wait and find their page."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from config.demo import Account
from config.walk.browser import PageSaysNo, Screen
from config.walk.household import Household

AMOUNT_YEN = 80_000
PATIENCE_SECONDS = 60


@dataclass
class Walk:
    """One case on its way. ready is the content of run.json."""

    ready: dict[str, Any]
    amount_yen: int = AMOUNT_YEN
    case_id: str = ""
    consultation_id: str = ""
    order_id: str = ""
    receipt_number: str = ""
    legacy_number: str = ""
    household: Household = field(default_factory=lambda: Household("", "", ()))
    screens: dict[str, Screen] = field(default_factory=dict)

    def screen(self, username: str) -> Screen:
        """The browser of a member of staff, signed in at the first use."""
        if username not in self.screens:
            [row] = [each for each in self.ready["accounts"] if each["username"] == username]
            self.screens[username] = Screen(self.ready[row["zone"]], Account(**row))
            self.screens[username].sign_in()
        return self.screens[username]


@dataclass(frozen=True)
class Step:
    """name in the words of the field; take does it and answers the address where one can see it."""

    name: str
    who: str
    take: Callable[[Walk], str]


def press(walk: Walk, username: str, verb: str) -> str:
    screen = walk.screen(username)
    screen.open(case_page(walk))
    screen.fill({}, action=f"{case_page(walk)}{verb}/")
    return case_page(walk)


def sign(walk: Walk, username: str) -> str:
    screen = walk.screen(username)
    screen.open(case_page(walk) + "sign/")
    if "/confirm/" in screen.address:
        screen.confirm()
    screen.fill({"comment": "起案のとおり。"})
    return case_page(walk) + "#seals"


def case_page(walk: Walk) -> str:
    return f"/cases/{walk.case_id}/"


def order_page(walk: Walk) -> str:
    return f"/orders/{walk.order_id}/"


def prefectural_number(walk: Walk) -> str:
    page = walk.screen("sakura").open(case_page(walk))
    [number, *_] = re.findall(r"\d{2}-R\d+-[A-Z_]+-\d{5}", page)
    return str(number)


def id_in(address: str) -> str:
    [found, *_] = re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", address)
    return str(found)


def wait(is_so: Callable[[], bool], what: str) -> None:
    """Asks again until it is so; a zone that is down for a moment is asked again too. Raises PageSaysNo."""
    last = ""
    for pause in _pauses():
        try:
            if is_so():
                return
        except (PageSaysNo, httpx.TransportError) as trouble:
            last = f" ({trouble})"
        time.sleep(pause)
    raise PageSaysNo(f"waited {PATIENCE_SECONDS} s for {what}{last}")


def _pauses() -> Iterator[float]:
    end = time.monotonic() + PATIENCE_SECONDS
    pause = 0.05
    while time.monotonic() < end:
        yield pause
        pause = min(pause * 1.5, 0.5)
