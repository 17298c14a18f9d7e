"""一覧. Every list of both desks by its name, and the plan that each must have: its own tenant's index first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from config.demo import CHIYODA, TOKYO
from councils.permissions import PostKind
from councils.tenancy import Actor
from loans.cases.asked import Asked
from loans.cases.lists import TILES, Lines, desk_lines, tiles
from loans.cases.queues import TABS, Queue, queue_lines, waiting
from tests.bench.logins import COUNTER, OFFICE
from tests.bench.plans import Plan, plans

COUNSELLOR = Actor(1, "架空 職員", PostKind.COUNSELLOR, CHIYODA, TOKYO)
REVIEWER = Actor(1, "架空 職員", PostKind.REVIEWER, TOKYO, TOKYO)
LONG_AGO = date(2020, 1, 1)
A_FUND = "RE_PROTECTED"  # that few ask for


@dataclass(frozen=True)
class Listed:
    name: str
    alias: str
    actor: Actor
    ask: Callable[[], Any]


def desk_page(mark: str = "", **asked: Any) -> Lines:
    return desk_lines(COUNSELLOR, Asked(**asked), before=mark, late=LONG_AGO)


def queue_page(tab: str, **asked: Any) -> Queue:
    return queue_lines(REVIEWER, Asked(view=tab, **asked), late=LONG_AGO)


def _at_counter(name: str, ask: Callable[[], Any]) -> Listed:
    return Listed(name, COUNTER, COUNSELLOR, ask)


def _in_office(name: str, ask: Callable[[], Any]) -> Listed:
    return Listed(name, OFFICE, REVIEWER, ask)


DESK = _at_counter("list of 50 through the ORM", desk_page)
QUEUES = [_in_office(f"office queue {tab}", lambda tab=tab: queue_page(tab)) for tab in TABS]
NARROWED = [
    *(_at_counter(f"desk, {label}", lambda view=view: desk_page(view=view)) for view, (label, _) in TILES.items()),
    _at_counter("desk, a fund that few ask for", lambda: desk_page(fund=A_FUND)),
    _in_office("queue, a fund that few ask for", lambda: queue_page("決定済み", fund=A_FUND)),
    _at_counter("figures of the tiles", lambda: tiles(COUNSELLOR, Asked(), late=LONG_AGO)),
    _in_office("figures of the tabs", lambda: waiting(REVIEWER)),
]


def planned() -> Iterator[str]:
    """The plans alone, without their times."""
    for each in (DESK, *QUEUES, *NARROWED):
        yield from wrong(each.name, plans(each.alias, each.actor, each.ask))


def wrong(name: str, found: list[Plan]) -> Iterator[str]:
    listed, *looked_up = found
    if not listed.is_by_tenant:
        yield f"{name}: {listed}"
    yield from (f"{name}: {each}" for each in looked_up if each.reads_whole_table)
