"""`python -m councils.trail.sealer HOME`: seals what is written, anchors the seals, and looks whether they hold.

Logs in as `sealer` to the one database of DATABASE_URL. ANCHOR_DIR names one or more folders, with ":" between them,
best on other machines. Safe to run twice at once. It says its own words on standard error, and no facts of rows.
"""

import logging
import os
import threading
import time
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from councils.trail import anchors
from councils.trail.checking import check
from councils.trail.login import HOMES, database_url, seconds
from councils.trail.rows import MICROSECONDS, Row
from councils.trail.sealing import seal_all

log = logging.getLogger("sealer")
MOST_SAID = 20
_NOW = f"SELECT {MICROSECONDS.format('clock_timestamp()')}"
_HEADS = """
SELECT DISTINCT ON (prefecture_id) prefecture_id, number, digest FROM councils_trailseal
ORDER BY prefecture_id, number DESC
"""


@dataclass(frozen=True)
class Sealer:
    """One database and its anchors."""

    url: str
    home: str
    folders: tuple[Path, ...]

    def seal(self, connection: "psycopg.Connection[Row]") -> int:
        return seal_all(connection, self.home)

    def anchor(self, connection: "psycopg.Connection[Row]") -> bool:
        """係留. The newest seal of each chain, to each folder; the database remembers how many lines that made.

        Whether there was a seal: an anchoring of nothing would look like an anchor that has lost its lines.
        """
        with connection.transaction():
            heads = {chain: (number, digest) for chain, number, digest in connection.execute(_HEADS).fetchall()}
            (now,) = connection.execute(_NOW).fetchone() or (0,)
        month = datetime.fromtimestamp(now / 1_000_000, UTC).strftime("%Y-%m")
        for folder in self.folders if heads else ():
            anchor = anchors.write(folder, self.home, heads, at=now, month=month)
            connection.execute(
                "INSERT INTO councils_anchoring (at, anchor, lines, digest) SELECT clock_timestamp(), %s, %s, %s"
                " WHERE NOT EXISTS (SELECT FROM councils_anchoring WHERE anchor = %s AND lines = %s AND digest = %s)",
                [anchor.name, anchor.lines, anchor.digest, anchor.name, anchor.lines, anchor.digest],
            )
        return bool(heads)

    def check(self) -> None:
        found = check(self.url, self.home, self.folders)
        for finding in found[:MOST_SAID]:
            log.error("%s: %s", self.home, finding)
        if len(found) > MOST_SAID:
            log.error("%s: and %d more; export and verify", self.home, len(found) - MOST_SAID)


def keep_sealing(sealer: Sealer, *, every: float, anchored_every: float) -> None:
    """Until the process ends. A connection that breaks is opened anew; what waits is sealed then."""
    anchored = float("-inf")
    while True:
        try:
            with psycopg.connect(sealer.url, autocommit=True) as connection:
                while True:
                    sealer.seal(connection)
                    if time.monotonic() - anchored >= anchored_every and sealer.anchor(connection):
                        anchored = time.monotonic()
                    time.sleep(every)
        except (psycopg.Error, OSError) as fault:
            log.error("%s: %s; trying again", sealer.home, type(fault).__name__)  # noqa: TRY400 - the text may hold values
            time.sleep(every)


def keep_checking(sealer: Sealer, *, every: float) -> None:
    """Beside the sealing, on a connection of its own: it may take long, and nothing waits for it."""
    while True:
        time.sleep(min(every, 30))
        _despite_faults(sealer.check, sealer.home)
        time.sleep(max(every - 30, 0))


def _despite_faults(act: Callable[[], None], home: str) -> None:
    try:
        act()
    except (psycopg.Error, OSError) as fault:
        log.error("%s: the check was not done: %s", home, type(fault).__name__)  # noqa: TRY400 - the text may hold values


def main() -> None:
    parser = ArgumentParser(prog="python -m councils.trail.sealer", description=__doc__)
    parser.add_argument("home", choices=HOMES)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    home = parser.parse_args().home
    folders = tuple(Path(name) for name in os.environ.get("ANCHOR_DIR", "").split(":") if name)
    sealer = Sealer(database_url(), home, folders)
    every = seconds("CHECK_SECONDS", 24 * 60 * 60)
    threading.Thread(target=keep_checking, args=[sealer], kwargs={"every": every}, daemon=True).start()
    keep_sealing(sealer, every=seconds("SEAL_SECONDS", 1), anchored_every=seconds("ANCHOR_SECONDS", 600))


if __name__ == "__main__":
    main()
