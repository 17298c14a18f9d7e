"""What is measured. Each part prints its figures and yields what missed its aim."""

import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connections, transaction
from django.db.backends.postgresql import base

from config.demo import CHIYODA
from councils.tenancy import enter
from loans.applications.models import Application
from tests import bed
from tests.bench.lists import COUNSELLOR, DESK, NARROWED, QUEUES, Listed, desk_page, planned, wrong
from tests.bench.logins import COUNTER, OWNER, acting
from tests.bench.matching import matching
from tests.bench.onelook import onelook
from tests.bench.plans import plans
from tests.bench.timing import TIMES, WARM, compare
from tests.bench.trail import trail

MOST_RATIO, MOST_CONTEXT_MS = 1.2, 1.0


def desk() -> Iterator[str]:
    """担当案件."""
    yield from _list(DESK)


def deep() -> Iterator[str]:
    """担当案件, page 201."""
    mark = ""
    with acting(OWNER, COUNSELLOR):
        for _ in range(200):
            mark = desk_page(mark).before
    yield from _list(Listed("page 201 of that list", COUNTER, COUNSELLOR, lambda: desk_page(mark)))


def queue() -> Iterator[str]:
    """審査案件, each tab."""
    for each in QUEUES:
        yield from _list(each)


def lists() -> Iterator[str]:
    """絞り込み: each tile of the counter, narrowed by fund and by person, and the figures of tiles and tabs."""
    for each in NARROWED:
        yield from _list(each)


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


def _list(each: Listed) -> Iterator[str]:
    times = compare(each.alias, each.actor, each.ask)
    (owner, owner_query), (role, role_query) = times[OWNER].medians(), times[each.alias].medians()
    ratio, of_query = role / owner, role_query / owner_query
    found = plans(each.alias, each.actor, each.ask)
    print(f"{each.name}: owner {owner:.2f} ms, {each.alias} {role:.2f} ms, ratio {ratio:.2f}", end="")
    print(f" (the query alone {owner_query:.2f} and {role_query:.2f} ms, ratio {of_query:.2f})", flush=True)
    for plan in found:
        print(f"    {plan}", flush=True)
    if ratio > MOST_RATIO:
        yield f"{each.name}: ratio {ratio:.2f}"
    yield from wrong(each.name, found)


PARTS: dict[str, Callable[[], Iterator[str]]] = {
    "desk": desk,
    "deep": deep,
    "queue": queue,
    "lists": lists,
    "planned": planned,
    "onelook": lambda: onelook(bed.opened()),
    "context": context,
    "trail": lambda: trail(bed.opened()),
    "matching": matching,
}
