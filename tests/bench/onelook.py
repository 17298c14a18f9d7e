"""ひと目. A telephone call in a tenant of 729,400 cases: what the search costs in the database, and the page by HTTP.

As the real logins: the office, whose tenant is the whole of Tokyo, and the counter of its largest council. Fails on a
plan that reads a whole table, on a search or a page that takes longer than its aim.
"""

import itertools
import random
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import psycopg
from django.db import connections

from config.demo import CHIYODA, TOKYO, accounts
from councils.permissions import PostKind
from councils.planner import plan_once
from councils.tenancy import Actor
from loans.cases.hits import hits
from loans.search.find import find
from loans.search.typed import understood
from tests import bed
from tests.bench import keys
from tests.bench.calls import CLIENTS, SECONDS, WARM_SECONDS, Browser, Calls, answered, serving
from tests.bench.logins import COUNTER, OFFICE
from tests.bench.plans import plans
from tests.bench.processor import parent, spent, spent_by_children
from tests.bench.timing import once

TIMES, WARM = 300, 30
AIM_QUERY_MS, AIM_PAGE_MS = 5.0, 100.0
PACES = {"without a pause": 0.0, "each once a second": 1.0}
DESKS = {
    OFFICE: Actor(1, "架空 職員", PostKind.REVIEWER, TOKYO, TOKYO),
    COUNTER: Actor(1, "架空 職員", PostKind.COUNSELLOR, CHIYODA, TOKYO),
}
WHO = {OFFICE: "sakura", COUNTER: "aoba"}
SAMPLE = """
SELECT applicant_phone, applicant_kana, applicant_name, receipt_number FROM loans_application
WHERE prefecture_id = %s AND (%s OR municipal_council_id = %s) AND forwarded_at IS NOT NULL
ORDER BY hashint8(hashtext(id::text)) LIMIT 2000
"""


@dataclass(frozen=True)
class Client:
    phone: str
    kana: str
    name: str
    number: str

    @property
    def plain(self) -> str:
        return self.name.replace("　", "")


KINDS: dict[str, Callable[[Client], str]] = {
    "telephone, whole": lambda client: client.phone,
    "telephone, last 4": lambda client: client.phone[-4:],
    "kana, beginning": lambda client: client.kana[:3],
    "kana, whole": lambda client: client.kana,
    "name, 2 characters of it": lambda client: client.plain[1:3],
    "name, 3 characters of it": lambda client: client.plain[1:4],
    "name, whole": lambda client: client.name,
    "receipt number": lambda client: client.number,
}


def onelook(made: bed.Bed) -> Iterator[str]:
    keys.fill(made.admin)
    for alias, actor in DESKS.items():
        connections[alias].ensure_connection()
        clients = _clients(made, is_whole=alias == OFFICE)
        for kind, text_of in KINDS.items():
            yield from _kind(alias, actor, kind, [text_of(client) for client in clients])
        yield from _pages(made, alias, clients)


def _clients(made: bed.Bed, *, is_whole: bool) -> list[Client]:
    with psycopg.connect(made.admin, dbname="cases") as admin:
        rows = admin.execute(SAMPLE, [TOKYO, is_whole, CHIYODA]).fetchall()
    found = [Client(*row) for row in rows]
    random.Random(7).shuffle(found)
    return found


def _kind(alias: str, actor: Actor, kind: str, texts: list[str]) -> Iterator[str]:
    """Keys, cases, people and talks: all that the short list needs, planned as the page has them planned."""
    counts: list[int] = []

    def ask(text: str) -> None:
        plan_once(using=alias)
        found = find(understood(text), by=actor)
        counts.append(len(hits(found)))

    backend = connections[alias].connection.info.backend_pid
    times, used = [], []
    for text in texts[: WARM + TIMES]:
        before = spent(backend)
        times.append(once(alias, actor, lambda text=text: ask(text))[1])
        used.append(spent(backend) - before)
    found = plans(alias, actor, lambda: ask(texts[0]))
    p95, processor = _p95(times[WARM:]), _p95(used[WARM:])
    print(f"{alias}, {kind}: median {statistics.median(times[WARM:]):.2f} ms, p95 {p95:.2f} ms", end="")
    print(f" (aim {AIM_QUERY_MS:.0f}); of the processor, with the transaction and its context,", end="")
    print(f" median {statistics.median(used[WARM:]):.2f} ms, p95 {processor:.2f} ms;", end="")
    print(f" found {statistics.mean(counts):.1f} each", flush=True)
    for each in found:
        print(f"    {each}", flush=True)
    yield from (f"{alias}, {kind}: {each}" for each in found if each.reads_whole_table)
    if p95 > AIM_QUERY_MS:
        yield f"{alias}, {kind}: p95 {p95:.2f} ms ({processor:.2f} ms of the processor)"


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _pages(made: bed.Bed, alias: str, clients: list[Client]) -> Iterator[str]:
    """電話番号 typed, and the page of the client: eight browsers against gunicorn, as it is deployed."""
    [account] = [each for each in accounts(made.folder) if each.username == WHO[alias]]
    phones = (client.phone for client in itertools.cycle(clients))
    postmaster = parent(connections[alias].connection.info.backend_pid)
    with serving(made, alias) as (url, server):
        browser = Browser(url, account)
        answered(browser, phones, seconds=WARM_SECONDS)
        for how, every in PACES.items():
            before = (spent_by_children(server), spent_by_children(postmaster))
            calls = answered(browser, phones, seconds=SECONDS, every=every)
            after = (spent_by_children(server), spent_by_children(postmaster))
            each = [(now - then) / len(calls.taken) for then, now in zip(before, after, strict=True)]
            yield from _pace(alias, how, calls, each)


def _pace(alias: str, how: str, calls: Calls, processor: list[float]) -> Iterator[str]:
    p95, straight = _p95(calls.taken), calls.opened / len(calls.taken)
    pages, database = processor
    print(f"{alias}, search by telephone until the client's page, {CLIENTS} at once {how}: ", end="")
    print(f"median {statistics.median(calls.taken):.0f} ms, p95 {p95:.0f} ms (aim {AIM_PAGE_MS:.0f}),", end="")
    print(f" {len(calls.taken) / SECONDS:.0f} a second; of the processors {pages:.1f} ms the pages,", end="")
    print(f" {database:.1f} ms the database each; opened straight {straight:.0%}", flush=True)
    if not calls.opened:
        yield f"{alias}: no search opened a page"
    if p95 > AIM_PAGE_MS:
        yield f"{alias}: the page of a call {how} took {p95:.0f} ms ({pages + database:.1f} ms of the processors)"
