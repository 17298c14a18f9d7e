"""情報照会. One worker process against the stand-ins at 50 ms, without a limit: how many a second; one click."""

import math
import resource
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date
from uuid import UUID

import psycopg
from django.db import connections

from config.demo import TOKYO
from councils.permissions import PostKind
from councils.tenancy import Actor, system_of, transaction_for
from tests import bed
from tests.inquiry.standin.running import Running, running
from tests.inquiry.vault.limits import limit

LATENCY_MS, PLAN, LEAST_PER_SECOND, MOST_SECONDS = 50, 80, 500, 5.0
ORDERS = 40
LOOKS = 4  # threads of the gate's worker (config/zones.py)
PEOPLE = 20_000


def inquiries(made: bed.Bed) -> Iterator[str]:
    """Every request is that of a real order: identified, clicked, and then timed."""
    with ExitStack() as stack:
        standins = {
            name: stack.enter_context(
                running("inquiry.standin", name, "--people", str(PEOPLE), "--answer-after-ms", "0")
            )
            for name in ("resident", "network")
        }
        desk = _Desk(made, standins)
        yield from desk.one_click()
        yield from desk.at_full_speed()


class _Desk:
    """The gate's worker, its pages and the office's slip in one process, on their own logins."""

    def __init__(self, made: bed.Bed, standins: dict[str, Running]) -> None:
        from django.conf import settings

        from inquiry.codes import Kind
        from inquiry.vault.keysets import make_keyset
        from tests.inquiry.vault.logins import Logins
        from tests.inquiry.vault.slips import Slip

        settings.RESIDENT_NETWORK_URL, settings.INFORMATION_NETWORK_URL = (each.url for each in standins.values())
        make_keyset(TOKYO, date(2026, 11, 1))
        limit(Logins(made.secrets, made.servers).administrator("vault"), None)
        self.made, self.standins, self.kinds = made, standins, (Kind.TAX, Kind.HOUSEHOLD, Kind.ASSISTANCE)
        self.persons = math.ceil(PLAN / len(self.kinds))
        self.logins = Logins(made.secrets, made.servers)
        self.slip = Slip(self.logins)
        self.officer = _officer(made)
        self.people = _people(standins["resident"])

    def one_click(self) -> Iterator[str]:
        """From the click to the last finding on the slip, by what a bell does."""
        from inquiry.vault.actions.look import look_until_done

        order_id = self._identified(1)[0]
        self.standins["network"].settle(latency_ms=LATENCY_MS)
        began = time.monotonic()
        count = self._click(order_id)
        look_until_done(TOKYO)
        seconds = time.monotonic() - began
        told = self.slip.progress(order_id)[-1]
        print(f"one click, {count} requests: {seconds:.2f} s to all findings ({told})", flush=True)
        if seconds > MOST_SECONDS or told != f"DONE {count}/{count}":
            yield f"inquiries: one click took {seconds:.2f} s ({told})"

    def at_full_speed(self) -> Iterator[str]:
        """Codes, asking, fetching and reading of everything that waits, in as many looks as the worker has threads."""
        self.standins["network"].settle(latency_ms=0)
        orders = self._identified(ORDERS)
        count = sum(self._click(order_id) for order_id in orders)
        self.standins["network"].settle(latency_ms=LATENCY_MS)
        self._analyze()
        began, ours = time.monotonic(), _processor(resource.RUSAGE_SELF)
        spent = dict.fromkeys(("get_codes", "ask", "_fetch", "read", "deliver"), 0.0)
        _timing(spent)
        with ThreadPoolExecutor(LOOKS) as threads:
            list(threads.map(_look_until_nothing_is_due, range(LOOKS)))
        seconds, ours = time.monotonic() - began, _processor(resource.RUSAGE_SELF) - ours
        print(f"one worker of {LOOKS} threads, {count} inquiries: {count / seconds:,.0f} a second", end="")
        print(f" ({seconds:.1f} s; processor {ours:.1f} s; in all threads", end="")
        print(f" {', '.join(f'{name} {each:.1f} s' for name, each in spent.items())})", flush=True)
        unanswered = self._unanswered()
        if count / seconds < LEAST_PER_SECOND or unanswered:
            yield f"inquiries: {count / seconds:,.0f} a second, {unanswered} without an answer"

    def _identified(self, count: int) -> list[UUID]:
        from inquiry.vault.actions.look import look

        orders = [
            self.slip.order([next(self.people) for _ in range(self.persons)], kinds=self.kinds) for _ in range(count)
        ]
        while look(TOKYO) or self._are_waiting():  # who had no turn in a busy second is looked up in a later one
            time.sleep(0.01)
        return orders

    def _are_waiting(self) -> bool:
        from inquiry.vault.models import Person

        with transaction_for(system_of(TOKYO)):
            return Person.objects.filter(link=Person.Link.WAITING).exists()

    def _analyze(self) -> None:
        """What the server does by itself within a minute: these tables are seconds old, those of a gate are not."""
        with psycopg.connect(self.made.admin, dbname="vault", autocommit=True) as vault:
            vault.execute("ANALYZE")

    def _click(self, order_id: UUID) -> int:
        from inquiry.officer.actions import ask

        with self.logins.pages(), transaction_for(self.officer):
            return ask.ask_everyone(order_id, by=self.officer).inquiry_count

    def _unanswered(self) -> int:
        from inquiry.vault.models import Inquiry

        with transaction_for(system_of(TOKYO)):
            return Inquiry.objects.exclude(state__in=("answered", "no_record")).count()


def _look_until_nothing_is_due(_number: int) -> None:
    """As one thread of the worker does on its bells; what another has claimed is not there for it."""
    from inquiry.vault.actions.look import look

    try:
        while look(TOKYO):
            pass
    finally:
        connections.close_all()


def _timing(spent: dict[str, float]) -> None:
    from inquiry.vault.actions import look as looking

    for name in spent:
        setattr(looking, name, _timed(getattr(looking, name), name, spent))


def _timed(act: object, name: str, spent: dict[str, float]) -> object:
    def timed(prefecture_id: str) -> int:
        began = time.monotonic()
        try:
            return act(prefecture_id)
        finally:
            spent[name] += time.monotonic() - began

    timed.__name__ = name
    return timed


def _people(resident: Running) -> Iterator[dict[str, str]]:
    """Whom the strict rule links, from the population that both stand-ins have."""
    from inquiry.standin.population import population

    for household in population(PEOPLE, 1).households:
        if household.conduct.value != "answers":
            continue
        for person in household.members:
            yield {
                "name": person.name,
                "kana": person.kana,
                "born": person.born,
                "sex": {"男": "M", "女": "F"}[person.sex],
                "address": household.address,
                "relation": "other",
            }


def _officer(made: bed.Bed) -> Actor:
    with psycopg.connect(made.admin, dbname="vault") as vault:
        row = vault.execute("SELECT id, name FROM councils_staff WHERE username = 'shirabe'").fetchone()
    return Actor(row[0], row[1], PostKind.INQUIRY_OFFICER, TOKYO, TOKYO)


def _processor(whose: int) -> float:
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """In a process of its own, which is the gate's worker."""
    import django

    from config.memory import look_seldom

    django.setup()
    look_seldom()  # as every worker when it is ready
    misses = list(inquiries(bed.opened()))  # all of it: the stand-ins end with its last line
    for miss in misses:
        print(f"MISSED: {miss}")
    sys.exit(1 if misses else 0)


if __name__ == "__main__":
    main()
