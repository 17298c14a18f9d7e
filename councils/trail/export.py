"""`python -m councils.trail.export HOME FILE`: the whole trail of one database, for the verifier. For operators.

Logs in as `sealer` by DATABASE_URL (or DATABASE_URL_FILE), and reads one moment of the database.
"""

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

import psycopg

from councils.trail.login import HOMES, database_url
from councils.trail.rows import MICROSECONDS, Ask, Row, asking, batches

_CHAINS = "SELECT DISTINCT prefecture_id FROM councils_trailseal ORDER BY prefecture_id"
_INSERTED = """
SELECT coalesce(prefecture_id, ''), array_agg(id ORDER BY id) FROM councils_trailrow written
WHERE NOT EXISTS (SELECT FROM walls.unsealed WHERE row_id = written.id)
  AND NOT EXISTS (
    SELECT FROM (SELECT unnest(row_ids) AS id FROM councils_trailseal) sealed WHERE sealed.id = written.id)
GROUP BY prefecture_id
"""
_DELETED = """
SELECT NULL, array_agg(row_id ORDER BY row_id) FROM walls.unsealed
WHERE NOT EXISTS (SELECT FROM councils_trailrow WHERE id = row_id) HAVING count(*) > 0
"""
_WAITING = "SELECT count(*) FROM walls.unsealed"
_ANCHORINGS = (
    "SELECT DISTINCT ON (anchor) anchor, lines, digest FROM councils_anchoring ORDER BY anchor, lines DESC, id"
)


def whole(connection: "psycopg.Connection[Row]", home: str) -> Iterator[dict[str, Any]]:
    """Every record of an export. In a transaction that sees one moment: see `one_moment`."""
    ask = asking(connection)
    chains = (batches(ask, home, prefecture) for (prefecture,) in ask(_CHAINS, []))
    yield from enclosed(ask, home, (record for chain in chains for record in chain), _beside(ask))


def enclosed(
    ask: Ask, home: str, records: Iterable[dict[str, Any]], after: Iterable[dict[str, Any]] = ()
) -> Iterator[dict[str, Any]]:
    """With the first and the last line, by which a reader knows that nothing of it was lost."""
    # The transaction begins before its snapshot is taken: whatever was anchored by then is in the export.
    [(began,)] = ask(f"SELECT {MICROSECONDS.format('transaction_timestamp()')}", [])
    yield {"kind": "trail", "version": 1, "home": home, "made_at": began}
    seals = rows = 0
    for record in records:
        seals, rows = seals + 1, rows + len(record["rows"])
        yield record
    yield from after
    yield {"kind": "end", "seals": seals, "rows": rows}


def _beside(ask: Ask) -> Iterator[dict[str, Any]]:
    for why, query in (("inserted", _INSERTED), ("deleted", _DELETED)):
        for prefecture, ids in ask(query, []):
            yield {"kind": "unsealed", "why": why, "prefecture": prefecture, "ids": ids}
    [(waiting,)] = ask(_WAITING, [])
    yield {"kind": "waiting", "count": waiting}
    for anchor, lines, digest in ask(_ANCHORINGS, []):
        yield {"kind": "anchoring", "anchor": anchor, "lines": lines, "digest": digest}


def one_moment(connection: "psycopg.Connection[Row]") -> None:
    """What is read after this is of one moment, however long it takes."""
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.read_only = True


def write(records: Iterable[dict[str, Any]], out: TextIO) -> None:
    for record in records:
        out.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")


def main() -> None:
    parser = ArgumentParser(prog="python -m councils.trail.export", description=__doc__)
    parser.add_argument("home", choices=HOMES)
    parser.add_argument("file", type=Path)
    chosen = parser.parse_args()
    with psycopg.connect(database_url()) as connection, chosen.file.open("x", encoding="utf-8") as out:
        one_moment(connection)
        write(whole(connection, chosen.home), out)


if __name__ == "__main__":
    main()
