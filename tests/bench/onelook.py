"""ひと目. A telephone call in a tenant of 729,400 cases: what the search costs in the database, and the page by HTTP.

As the real logins: the office, whose tenant is the whole of Tokyo, and the counter of its largest council. Fails on a
plan that reads a whole table; the figures are printed with their aims.
"""

import random
import socket
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import httpx
import psycopg

from config.demo import CHIYODA, TOKYO, Account, accounts
from config.embedded import Child
from config.walk.browser import Screen
from councils.permissions import PostKind
from councils.tenancy import Actor
from loans.cases.hits import hits
from loans.search.find import find
from loans.search.typed import understood
from tests import bed
from tests.bench.logins import COUNTER, OFFICE
from tests.bench.plans import plans
from tests.bench.timing import once

TIMES, WARM, CLIENTS, SECONDS = 300, 30, 8, 12.0
AIM_QUERY_MS, AIM_PAGE_MS = 5.0, 100.0
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
    _fill(made)
    for alias, actor in DESKS.items():
        clients = _clients(made, is_whole=alias == OFFICE)
        for kind, text_of in KINDS.items():
            yield from _kind(alias, actor, kind, [text_of(client) for client in clients])
        yield from _pages(made, alias, clients)


def _fill(made: bed.Bed) -> None:
    """The seeding goes past the triggers: the keys are written as the migration does, by council, and then indexed."""
    began = time.monotonic()
    with psycopg.connect(made.admin, dbname="cases", autocommit=True) as admin:
        if admin.execute("SELECT EXISTS (SELECT FROM loans_searchkey)").fetchone()[0]:
            return
        admin.execute("ALTER TABLE loans_searchkey SET (autovacuum_enabled = false)")
        name, key = admin.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid = 'loans_searchkey'::regclass AND contype = 'p'"
        ).fetchone()
        [(index,)] = admin.execute(
            "SELECT indexdef FROM pg_indexes WHERE indexname = 'search_key_of_office'"
        ).fetchall()
        councils = [code for (code,) in admin.execute("SELECT DISTINCT municipal_council_id FROM loans_application")]
        admin.execute("DROP INDEX search_key_of_office")
        # without the key a row could be written twice; the seeding writes none twice
        admin.execute(f"ALTER TABLE loans_searchkey DROP CONSTRAINT {name}")
        _in_turns(made, councils)
        _at_once(made, [f"ALTER TABLE loans_searchkey ADD CONSTRAINT {name} {key}", index])
        admin.execute("VACUUM (ANALYZE) loans_searchkey")
        rows, size = admin.execute(
            "SELECT count(*), pg_size_pretty(pg_total_relation_size('loans_searchkey')) FROM loans_searchkey"
        ).fetchone()
    print(f"search keys: {rows:,} rows, {size} with indexes, made in {time.monotonic() - began:.0f} s", flush=True)


def _in_turns(made: bed.Bed, councils: list[str]) -> None:
    """Two connections, as many as the machine has cores."""
    waiting = list(councils)

    def work(_: int) -> None:
        with psycopg.connect(made.admin, dbname="cases", autocommit=True) as admin:
            admin.execute("SET session_replication_role = replica")
            while waiting:
                admin.execute("SELECT walls.fill_keys(%s)", [waiting.pop()])

    with ThreadPoolExecutor(2) as both:
        list(both.map(work, range(2)))


def _at_once(made: bed.Bed, statements: list[str]) -> None:
    for statement in statements:
        with psycopg.connect(made.admin, dbname="cases", autocommit=True) as admin:
            admin.execute("SET maintenance_work_mem = '512MB'")
            admin.execute(statement)


def _clients(made: bed.Bed, *, is_whole: bool) -> list[Client]:
    with psycopg.connect(made.admin, dbname="cases") as admin:
        rows = admin.execute(SAMPLE, [TOKYO, is_whole, CHIYODA]).fetchall()
    found = [Client(*row) for row in rows]
    random.Random(7).shuffle(found)
    return found


def _kind(alias: str, actor: Actor, kind: str, texts: list[str]) -> Iterator[str]:
    """Keys, cases, people and talks: all that the short list needs."""
    counts: list[int] = []

    def ask(text: str) -> None:
        found = find(understood(text), by=actor)
        counts.append(len(hits(found)))

    times = [once(alias, actor, lambda text=text: ask(text))[1] for text in texts[: WARM + TIMES]][WARM:]
    found = plans(alias, actor, lambda: ask(texts[0]))
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"{alias}, {kind}: median {statistics.median(times):.2f} ms, p95 {p95:.2f} ms", end="")
    print(f" (aim {AIM_QUERY_MS:.0f}); found {statistics.mean(counts):.1f} each", flush=True)
    for each in found:
        print(f"    {each}", flush=True)
    yield from (f"{alias}, {kind}: {each}" for each in found if each.reads_whole_table)


def _pages(made: bed.Bed, alias: str, clients: list[Client]) -> Iterator[str]:
    """電話番号 typed, and the page of the client: eight browsers at once against gunicorn, as it is deployed."""
    [account] = [each for each in accounts(made.folder) if each.username == WHO[alias]]
    with _Serving(made, alias) as serving:
        whole, shares = _measured(serving.url, account, clients)
    p95 = statistics.quantiles(whole, n=20)[-1]
    print(f"{alias}, search by telephone until the client's page, {CLIENTS} at once: ", end="")
    print(f"median {statistics.median(whole):.0f} ms, p95 {p95:.0f} ms (aim {AIM_PAGE_MS:.0f}),", end="")
    print(f" {len(whole) / SECONDS:.0f} a second; opened straight {shares:.0%}", flush=True)
    if not shares:
        yield f"{alias}: no search opened a page"


def _measured(url: str, account: Account, clients: list[Client]) -> tuple[list[float], float]:
    whole: list[float] = []
    opened: list[bool] = []
    first = Screen(url, account)
    first.sign_in()
    token = first.client.cookies
    until = time.monotonic() + SECONDS
    turns = iter(clients * 50)
    lock = threading.Lock()

    def work(_: int) -> None:
        screen = Screen(url, account)
        screen.client.cookies.update(token)
        screen.open("/search/")
        while time.monotonic() < until:
            with lock:
                client = next(turns)
            began = time.perf_counter()
            screen.fill({"q": client.phone}, action="/search/")
            took = (time.perf_counter() - began) * 1000
            with lock:
                whole.append(took)
                opened.append(screen.address.startswith("/look/"))

    with ThreadPoolExecutor(CLIENTS) as all_of_them:
        list(all_of_them.map(work, range(CLIENTS)))
    return whole, statistics.mean(opened)


class _Serving:
    """One zone's pages, as a deployment starts them."""

    def __init__(self, made: bed.Bed, zone: str) -> None:
        port = _free_port()
        self.url = f"http://127.0.0.1:{port}"
        words = (sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}")
        how = ("--worker-class", "gthread", "--workers", "2", "--threads", "6", "--no-control-socket")
        environment = {**made.environment(zone), "PYTHONUNBUFFERED": "1"}
        self.child = Child(f"bench-{zone}", (*words, *how), made.folder / f"bench-{zone}.log", environment, bed.ROOT)

    def __enter__(self) -> "_Serving":
        self.process = self.child.start()
        until = time.monotonic() + 30
        while time.monotonic() < until and not self._answers():
            time.sleep(0.2)
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/health").is_success
        except httpx.TransportError:
            return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
