"""What is measured. Each part prints its figures and yields what missed its aim."""

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.db import connections, transaction
from django.db.backends.postgresql import base

from config.demo import CHIYODA, TOKYO
from councils.permissions import PostKind
from councils.tenancy import Actor, enter
from loans.applications.models import Application
from loans.cases.asked import Asked
from loans.cases.lists import TILES, Lines, desk_lines, tiles
from loans.cases.queues import TABS, Queue, queue_lines, waiting
from tests import bed
from tests.bench.logins import COUNTER, OFFICE, OWNER, acting
from tests.bench.matching import matching
from tests.bench.onelook import onelook
from tests.bench.plans import plans
from tests.bench.timing import TIMES, WARM, compare
from tests.bench.trail import trail

COUNSELLOR = Actor(1, "架空 職員", PostKind.COUNSELLOR, CHIYODA, TOKYO)
REVIEWER = Actor(1, "架空 職員", PostKind.REVIEWER, TOKYO, TOKYO)
MOST_RATIO, MOST_CONTEXT_MS = 1.2, 1.0
LONG_AGO = date(2020, 1, 1)


def desk() -> Iterator[str]:
    """担当案件."""
    yield from _list(
        "list of 50 through the ORM",
        COUNTER,
        COUNSELLOR,
        lambda: desk_lines(COUNSELLOR, Asked(), before="", late=LONG_AGO),
    )


def _desk(mark: str = "", **asked: Any) -> Lines:
    return desk_lines(COUNSELLOR, Asked(**asked), before=mark, late=LONG_AGO)


def _queue(tab: str, **asked: Any) -> Queue:
    return queue_lines(REVIEWER, Asked(view=tab, **asked), late=LONG_AGO)


def deep() -> Iterator[str]:
    """担当案件, page 201."""
    mark = ""
    with acting(OWNER, COUNSELLOR):
        for _ in range(200):
            mark = _desk(mark).before
    yield from _list(
        "page 201 of that list",
        COUNTER,
        COUNSELLOR,
        lambda: desk_lines(COUNSELLOR, Asked(), before=mark, late=LONG_AGO),
    )


def queue() -> Iterator[str]:
    """審査案件, each tab."""
    for tab in TABS:
        yield from _list(
            f"office queue {tab}",
            OFFICE,
            REVIEWER,
            lambda tab=tab: queue_lines(REVIEWER, Asked(view=tab), late=LONG_AGO),
        )


def lists() -> Iterator[str]:
    """絞り込み: each tile of the counter, narrowed by fund and by person, and the figures of tiles and tabs."""
    for view, (label, _) in TILES.items():
        yield from _list(f"desk, {label}", COUNTER, COUNSELLOR, lambda view=view: _desk(view=view))
    yield from _list("desk, a fund that few ask for", COUNTER, COUNSELLOR, lambda: _desk(fund="RE_PROTECTED"))
    yield from _list(
        "queue, a fund that few ask for", OFFICE, REVIEWER, lambda: _queue("決定済み", fund="RE_PROTECTED")
    )
    yield from _list("figures of the tiles", COUNTER, COUNSELLOR, lambda: tiles(COUNSELLOR, Asked(), late=LONG_AGO))
    yield from _list("figures of the tabs", OFFICE, REVIEWER, lambda: waiting(REVIEWER))


def context() -> Iterator[str]:
    """What it adds to a request: the same transaction and look-up, entered and behind a policy, and as the owner."""
    taken: dict[str, list[float]] = {OWNER: [], COUNTER: []}
    entering: list[float] = []
    looking: dict[str, list[float]] = {"SELECT 1": [], "put back": []}
    for _ in range(WARM + TIMES):
        for alias, kept in taken.items():
            kept.append(_milliseconds(lambda alias=alias: _small_request(alias)))
        with transaction.atomic(using=COUNTER):
            entering.append(_milliseconds(lambda: enter(COUNSELLOR, using=COUNTER)))
        looking["SELECT 1"].append(_milliseconds(lambda: base.DatabaseWrapper.is_usable(connections[COUNTER])))
        looking["put back"].append(_milliseconds(connections[COUNTER].is_usable))
    owner, role, median = (statistics.median(kept[WARM:]) for kept in (*taken.values(), entering))
    plain, put_back = (statistics.median(kept[WARM:]) for kept in looking.values())
    print(
        f"context: entering {median:.2f} ms; a request of one look-up: owner {owner:.2f} ms, counter {role:.2f} ms,",
        end="",
    )
    print(f" overhead {role - owner:.2f} ms median", flush=True)
    print(f"pooled connection: asked whether it lives {plain:.2f} ms, put back too {put_back:.2f} ms", flush=True)
    if role - owner > MOST_CONTEXT_MS:
        yield f"context: {role - owner:.2f} ms"


def _small_request(alias: str) -> None:
    with acting(alias, COUNSELLOR):
        list(Application.objects.filter(municipal_council_id=CHIYODA).order_by("-created_at").values_list("id")[:1])


def _milliseconds(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _list(name: str, alias: str, actor: Actor, ask: Callable[[], Any]) -> Iterator[str]:
    times = compare(alias, actor, ask)
    (owner, owner_query), (role, role_query) = times[OWNER].medians(), times[alias].medians()
    ratio, of_query = role / owner, role_query / owner_query
    found = plans(alias, actor, ask)
    print(f"{name}: owner {owner:.2f} ms, {alias} {role:.2f} ms, ratio {ratio:.2f}", end="")
    print(f" (the query alone {owner_query:.2f} and {role_query:.2f} ms, ratio {of_query:.2f})", flush=True)
    for each in found:
        print(f"    {each}", flush=True)
    if ratio > MOST_RATIO:
        yield f"{name}: ratio {ratio:.2f}"
    listed, *looked_up = found
    if not listed.is_by_tenant:
        yield f"{name}: {listed}"
    yield from (f"{name}: {each}" for each in looked_up if each.reads_whole_table)


PARTS: dict[str, Callable[[], Iterator[str]]] = {
    "desk": desk,
    "deep": deep,
    "queue": queue,
    "lists": lists,
    "onelook": lambda: onelook(bed.opened()),
    "context": context,
    "trail": lambda: trail(bed.opened()),
    "matching": matching,
}
