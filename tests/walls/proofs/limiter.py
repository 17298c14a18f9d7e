"""上限. Several workers, one killed and started again, and backlogs of three prefectures: never more than eight.

Counted from the limiter's own ledger, and from what the stand-in took in, for every second wherever it begins. Each
prefecture with a backlog has at least a third of its equal share of every ten seconds, urgent orders or not.
"""

import bisect
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date

import psycopg

from config.demo import KANAGAWA, TOKYO
from tests import bed
from tests.bed import Bed
from tests.inquiry.standin.running import running
from tests.walls.proofs import Outcome

RUNS = ("gate_worker",)
LINE = (
    "limiter     sent={sent} in {seconds} s by {workers} workers; most in a second {most} (stand-in {most_taken});"
    " least share of an equal one in ten seconds {least_share} %"
)
AT_LEAST = {"sent": 2_000, "seconds": 300, "windows": 25}
OSAKA = "270008"
PER_SECOND, MOST_TAKEN, WINDOW, LEAST_SHARE = 8, 9, 10.0, 1 / 3
SMALL_SECONDS, FULL_SECONDS, WORKERS = 20, 300, 3
# the first has by far the most that waits, the last only what is urgent
_LEDGER = "SELECT prefecture_id, extract(epoch FROM sent_at)::float FROM inquiry_vault_send ORDER BY 2"
BACKLOG = {TOKYO: (6_000, False), KANAGAWA: (2_500, False), OSAKA: (2_500, True)}


def prove(bed: Bed, run: str, *, is_full: bool) -> Outcome:
    from inquiry.vault.keysets import make_keyset
    from tests.walls.proofs.manners import waiting

    seconds = FULL_SECONDS if is_full else SMALL_SECONDS
    with ExitStack() as stack:
        network = stack.enter_context(running("inquiry.standin", "network"))
        admin = stack.enter_context(psycopg.connect(bed.admin, dbname="vault", autocommit=True))
        for prefecture, (count, is_urgent) in BACKLOG.items():
            make_keyset(prefecture, date(2026, 11, 1))
            waiting.make(admin, prefecture, count, is_urgent=is_urgent)
        environment = {**os.environ, "INFORMATION_NETWORK_URL": network.url}
        workers = [stack.enter_context(_worker(environment)) for _ in range(WORKERS)]
        time.sleep(seconds / 2)
        workers[0].kill()
        stack.enter_context(_worker(environment))
        time.sleep(seconds / 2 + 3)  # they take a moment to begin
        ledger = [(whose, at) for whose, at in admin.execute(_LEDGER).fetchall() if at < time.time()]
        taken = [float(at) for at in network.get("/ledger").json()["taken_at"]]
    return _judged(ledger, taken, seconds)


@contextmanager
def _worker(environment: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    words = [sys.executable, "-m", "tests.walls.proofs.manners.worker", *BACKLOG]
    with subprocess.Popen(words, cwd=bed.ROOT, env=environment) as process:
        try:
            yield process
        finally:
            process.kill()


def _judged(ledger: Sequence[tuple[str, float]], taken: Sequence[float], seconds: int) -> Outcome:
    times = [at for _, at in ledger]
    shares = list(_shares(ledger))
    found = Outcome({"sent": len(times), "seconds": seconds, "workers": WORKERS, "windows": len(shares)})
    found.counts |= {"most": _most_in_a_second(times), "most_taken": _most_in_a_second(taken)}
    found.counts["least_share"] = round(100 * min(shares, default=0))
    if found.counts["most"] > PER_SECOND:
        found.faults.append(f"the ledger holds {found.counts['most']} in one second")
    if found.counts["most_taken"] > MOST_TAKEN:
        found.faults.append(f"the stand-in took {found.counts['most_taken']} in within one second")
    if min(shares, default=0) < LEAST_SHARE:
        found.faults.append(f"a prefecture had {min(shares, default=0):.2f} of its equal share in ten seconds")
    if len(times) < 0.6 * PER_SECOND * seconds:
        found.faults.append(f"{len(times)} were sent: the limiter gives too few turns, or the machine was too busy")
    return found


def _most_in_a_second(times: Sequence[float]) -> int:
    """Of all seconds, each beginning with one of them; one that ends just where another begins counts as in it."""
    return max((bisect.bisect_right(times, at + 1.0) - place for place, at in enumerate(times)), default=0)


def _shares(ledger: Sequence[tuple[str, float]]) -> Iterator[float]:
    """For windows a second apart, once all have begun: what the poorest had, of what each would have had equally."""
    begins = max(min(at for whose, at in ledger if whose == each) for each in BACKLOG) if ledger else 0.0
    ends = ledger[-1][1] if ledger else 0.0
    while begins + WINDOW <= ends:
        within = [whose for whose, at in ledger if begins <= at < begins + WINDOW]
        if within:
            yield min(within.count(each) for each in BACKLOG) * len(BACKLOG) / len(within)
        begins += 1.0
