"""記録. 200 writers through walls.trail() beside plain INSERTs of the same rows in one run, and how soon all is sealed.

Both sides open a transaction, set the context that every request sets, write one row, commit, and wait for no disk.
"""

import hashlib
import hmac
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from uuid import uuid4

import psycopg

from config.demo import CHIYODA, TOKYO
from tests import bed

WRITERS, SECONDS, ROUNDS = 200, 4.0, 3
LEAST_RATIO, MOST_SECONDS_TO_SEAL = 0.8, 10.0
FACTS = "SELECT pg_backend_pid(), (extract(epoch FROM transaction_timestamp()) * 1000000)::bigint"
THROUGH = "SELECT walls.trail(%s, %s, %s, %s::varchar[], %s, %s)"
PLAIN = (
    "INSERT INTO councils_trailrow"
    " (verb, case_id, subject_id, fields, purpose, result, at, staff_id, post, council_id, prefecture_id)"
    " VALUES (%s, %s, %s, %s, %s, %s, clock_timestamp(), %s, %s, %s, %s)"
)
BY_HAND = [1, "counsellor", CHIYODA, TOKYO]


def trail(made: bed.Bed) -> Iterator[str]:
    """Rounds of both, one after the other: what disturbs the machine disturbs both."""
    urls = {"counter": _url(made, "counter"), "cases_owner": _url(made, "cases_owner")}
    key = bytes.fromhex(made.secrets.context_keys["counter@cases"])
    with _Sealing(made) as sealing:
        plain = through = 0.0
        for _ in range(ROUNDS):
            plain += _rows_a_second(urls["cases_owner"], PLAIN, key)
            through += _rows_a_second(urls["counter"], THROUGH, key)
        waited = sealing.longest()
    ratio = through / plain
    print(
        f"trail, {WRITERS} writers: plain {plain / ROUNDS:,.0f}, walls.trail() {through / ROUNDS:,.0f} rows/s", end=""
    )
    print(f", ratio {ratio:.2f}; longest until sealed {waited:.1f} s", flush=True)
    if ratio < LEAST_RATIO:
        yield f"trail: ratio {ratio:.2f}"
    if waited > MOST_SECONDS_TO_SEAL:
        yield f"trail: a row waited {waited:.1f} s for its seal"


def _url(made: bed.Bed, login: str) -> str:
    return made.secrets.login_url(login, "cases", made.servers)


def _rows_a_second(url: str, statement: str, key: bytes) -> float:
    """Each writer has a connection, made before the time begins."""
    begin, counts = threading.Barrier(WRITERS + 1, timeout=60), [0] * WRITERS
    until = [0.0]

    def write(place: int) -> None:
        with psycopg.connect(url, prepare_threshold=0) as connection:
            begin.wait()
            while time.monotonic() < until[0]:
                _one(connection, statement, key)
                counts[place] += 1

    threads = [threading.Thread(target=write, args=[place]) for place in range(WRITERS)]
    for thread in threads:
        thread.start()
    until[0] = time.monotonic() + 3600
    begin.wait()
    began = time.monotonic()
    until[0] = began + SECONDS
    for thread in threads:
        thread.join()
    return sum(counts) / (time.monotonic() - began)


def _one(connection: psycopg.Connection, statement: str, key: bytes) -> None:
    pid, began = connection.execute(FACTS).fetchone()
    body = f"v1:{pid}:{began}:1:{CHIYODA}:{TOKYO}:counsellor:"
    context = f"{body}|{hmac.new(key, body.encode(), hashlib.sha256).hexdigest()}"
    connection.execute("SELECT set_config('walls.context', %s, true)", [context])
    facts = ["viewed", uuid4(), None, ["application", "members"], "", "done"]
    connection.execute(statement, facts + (BY_HAND if statement is PLAIN else []))
    connection.commit()


class _Sealing:
    """The real sealer as a process of its own, until all is sealed."""

    def __init__(self, made: bed.Bed) -> None:
        self.admin = made.admin
        self.environment = {
            **os.environ,
            "DATABASE_URL": _url(made, "sealer"),
            "ANCHOR_DIR": str(made.folder / "anchors"),
        }

    def __enter__(self) -> "_Sealing":
        words = [sys.executable, "-m", "councils.trail.sealer", "cases"]
        # it says, rightly, that the plain rows are nobody's
        self.process = subprocess.Popen(words, cwd=bed.ROOT, env=self.environment, stderr=subprocess.DEVNULL)
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()

    def longest(self) -> float:
        """Seconds between a row and its seal, the longest of all that went through walls.trail()."""
        with psycopg.connect(self.admin, dbname="cases", autocommit=True) as admin:
            while admin.execute("SELECT EXISTS (SELECT FROM walls.unsealed)").fetchone()[0]:
                time.sleep(0.1)
            return float(
                admin.execute(
                    "SELECT extract(epoch FROM max(sealed_at - at)) FROM councils_trailseal, unnest(row_ids) row_id"
                    " JOIN councils_trailrow written ON written.id = row_id"
                ).fetchone()[0]
            )
