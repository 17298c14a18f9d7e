"""Rows and seals as they stand in a database; no Django here, so that the sealer and the operators need none."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from psycopg import Connection

from councils.trail.digests import Seal

MICROSECONDS = "(extract(epoch FROM {}) * 1000000)::bigint"
ROWS = (
    f"SELECT id, {MICROSECONDS.format('at')}, staff_id, post, council_id, prefecture_id, verb, case_id::text,"  # noqa: S608 - names above
    " subject_id::text, fields, purpose, result FROM councils_trailrow WHERE id = ANY (%s::bigint[]) ORDER BY id"
)
SEALS = (
    f"SELECT number, {MICROSECONDS.format('sealed_at')}, row_ids, leaves, root, before, digest FROM councils_trailseal"  # noqa: S608 - names above
    " WHERE prefecture_id = %s AND number > %s AND number <= %s ORDER BY number LIMIT %s"
)
PREFECTURE = 5
AT_ONCE = 200  # seals of one question

Row = tuple[Any, ...]
Ask = Callable[[str, Sequence[Any]], list[Row]]


def asking(connection: "Connection[Row]") -> Ask:
    return lambda query, values: connection.execute(query, values).fetchall()


def rows_by_id(ask: Ask, ids: Iterable[int]) -> list[Row]:
    """In the order of their ids."""
    return ask(ROWS, [list(ids)])


def batches(ask: Ask, home: str, prefecture: str, *, after: int = 0, upto: int = 2**62) -> Iterator[dict[str, Any]]:
    """The seals of a chain after one number and up to another, each with the rows that it names, as export records."""
    while found := ask(SEALS, [prefecture, after, upto, AT_ONCE]):
        seals = [seal_of(home, prefecture, each) for each in found]
        rows = {row[0]: row for row in rows_by_id(ask, (row_id for seal in seals for row_id in seal.row_ids))}
        for seal in seals:
            yield _record(seal, [rows[row_id] for row_id in seal.row_ids if row_id in rows])
        after = seals[-1].number


def seal_of(home: str, prefecture: str, found: Row) -> Seal:
    number, sealed_at, row_ids, *rest = found
    return Seal(home, prefecture, number, sealed_at, tuple(row_ids), *rest)


def _record(seal: Seal, rows: list[Row]) -> dict[str, Any]:
    return {
        "kind": "batch",
        "prefecture": seal.prefecture,
        "number": seal.number,
        "sealed_at": seal.sealed_at,
        "row_ids": list(seal.row_ids),
        "leaves": seal.leaves,
        "root": seal.root,
        "before": seal.before,
        "digest": seal.digest,
        "rows": [list(row) for row in rows],
    }
