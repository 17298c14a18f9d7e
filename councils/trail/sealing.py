"""封印. Takes the rows that no batch holds yet, and seals them, a batch per prefecture, in one transaction.

Nobody who writes ever waits for it: it locks rows of the list of the unsealed and nothing else.
"""

from collections import defaultdict
from dataclasses import replace

from psycopg import Connection
from psycopg.errors import DeadlockDetected, UniqueViolation

from councils.trail.digests import FIRST, Seal, leaf_of, root_of
from councils.trail.rows import MICROSECONDS, PREFECTURE, Row, asking, rows_by_id

AT_MOST = 20_000
# Of two sealers the second waits for the first, and then finds these rows gone. An id whose row was removed before it
# was sealed stays on the list, where the check finds it.
_TAKE = """
DELETE FROM walls.unsealed WHERE ctid = ANY (ARRAY(
  SELECT listed.ctid FROM walls.unsealed listed JOIN councils_trailrow ON id = row_id ORDER BY row_id LIMIT %s))
RETURNING row_id
"""
_HEAD = "SELECT number, digest FROM councils_trailseal WHERE prefecture_id = %s ORDER BY number DESC LIMIT 1"
_NOW = f"SELECT {MICROSECONDS.format('clock_timestamp()')}"
_INSERT = (
    "INSERT INTO councils_trailseal (prefecture_id, number, sealed_at, row_ids, leaves, root, before, digest)"
    " VALUES (%s, %s, timestamptz 'epoch' + %s::bigint * interval '1 microsecond', %s, %s, %s, %s, %s)"
)


def seal_all(connection: "Connection[Row]", home: str) -> int:
    """How many rows were sealed. What another sealer has just sealed is its own, and the next look finds the rest."""
    sealed = 0
    while taken := _seal_some(connection, home):
        sealed += taken
        if taken < AT_MOST:
            break
    return sealed


def _seal_some(connection: "Connection[Row]", home: str) -> int:
    try:
        with connection.transaction():
            ids = [row_id for (row_id,) in connection.execute(_TAKE, [AT_MOST]).fetchall()]
            for prefecture, rows in sorted(_by_prefecture(rows_by_id(asking(connection), ids)).items()):
                _insert(connection, _next(connection, home, prefecture, rows))
    except (UniqueViolation, DeadlockDetected):
        return 0  # the other's number; its rows are on the list again
    return len(ids)


def _by_prefecture(rows: list[Row]) -> dict[str, list[Row]]:
    batches: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        batches[row[PREFECTURE] or ""].append(row)
    return batches


def _next(connection: "Connection[Row]", home: str, prefecture: str, rows: list[Row]) -> Seal:
    """The head is read after the rows were taken: whatever was sealed before that is behind it."""
    number, before = connection.execute(_HEAD, [prefecture]).fetchone() or (0, FIRST)
    (now,) = connection.execute(_NOW).fetchone() or (0,)
    leaves = [leaf_of(row) for row in rows]
    ids = tuple(row[0] for row in rows)
    seal = Seal(home, prefecture, number + 1, now, ids, "".join(leaves), root_of(leaves), before)
    return replace(seal, digest=seal.computed())


def _insert(connection: "Connection[Row]", seal: Seal) -> None:
    facts = [seal.prefecture, seal.number, seal.sealed_at, list(seal.row_ids)]
    connection.execute(_INSERT, [*facts, seal.leaves, seal.root, seal.before, seal.digest])
