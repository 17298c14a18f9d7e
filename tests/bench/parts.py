"""What is measured. Each part prints its figures and yields what missed its aim."""

import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction

from config.demo import CHIYODA, TOKYO
from councils.permissions import PostKind
from councils.tenancy import Actor, enter
from loans.cases.lists import desk_lines
from loans.cases.queues import TABS, queue_lines
from tests import bed
from tests.bench.logins import COUNTER, OFFICE, OWNER, acting
from tests.bench.plans import plans
from tests.bench.timing import TIMES, WARM, compare
from tests.bench.trail import trail

COUNSELLOR = Actor(1, "架空 職員", PostKind.COUNSELLOR, CHIYODA, TOKYO)
REVIEWER = Actor(1, "架空 職員", PostKind.REVIEWER, TOKYO, TOKYO)
MOST_RATIO, MOST_CONTEXT_MS = 1.2, 1.0


def desk() -> Iterator[str]:
    """担当案件."""
    yield from _list("list of 50 through the ORM", COUNTER, COUNSELLOR, lambda: desk_lines(COUNSELLOR, before=""))


def deep() -> Iterator[str]:
    """担当案件, page 201."""
    mark = ""
    with acting(OWNER, COUNSELLOR):
        for _ in range(200):
            mark = desk_lines(COUNSELLOR, before=mark).before
    yield from _list("page 201 of that list", COUNTER, COUNSELLOR, lambda: desk_lines(COUNSELLOR, before=mark))


def queue() -> Iterator[str]:
    """審査案件, each tab."""
    for tab in TABS:
        yield from _list(f"office queue {tab}", OFFICE, REVIEWER, lambda tab=tab: queue_lines(REVIEWER, tab))


def context() -> Iterator[str]:
    """What entering costs each request."""
    taken = []
    for _ in range(WARM + TIMES):
        with transaction.atomic(using=COUNTER):
            began = time.perf_counter()
            enter(COUNSELLOR, using=COUNTER)
            taken.append((time.perf_counter() - began) * 1000)
    median = statistics.median(taken[WARM:])
    print(f"context: {median:.2f} ms median", flush=True)
    if median > MOST_CONTEXT_MS:
        yield f"context: {median:.2f} ms"


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
    "context": context,
    "trail": lambda: trail(bed.opened()),
}
