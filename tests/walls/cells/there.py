"""What is really there, read past all walls: rows with whose they are, columns, keys, and who may come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg

from config.servers import Home
from tests.walls.contexts import Who
from tests.walls.matrix import BEHIND_TENANTS, TABLES, Kind
from tests.walls.matrix.access import ACCESS, Row
from tests.walls.matrix.access.words import at

COLUMNS = """
SELECT attname FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum
"""
KEY = """
SELECT attname, atttypid::regtype::text FROM pg_index
JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
WHERE indrelid = %s::regclass AND indisprimary AND indnatts = 1
"""
STAFF = "SELECT id, council_id FROM councils_staff"
FORWARDED = """
SELECT unnest(ARRAY[id, consultation_id])::text AS of, min(forwarded_at) FROM (
  SELECT id, consultation_id, forwarded_at FROM loans_application
  UNION ALL SELECT id, consultation_id, forwarded_at FROM loans_historicalapplication
) seen WHERE forwarded_at IS NOT NULL GROUP BY of
"""
NEEDS_SEVERAL = BEHIND_TENANTS | {Kind.TRAIL}
# councils whose rows there must be, by the column that says whose a row is
NEEDED = {"municipal_council_id": 3, "prefecture_id": 2}
ONCE: dict[str, Callable[[Row], bool]] = {
    "once forwarded": lambda row: row.forwarded,
    "once shared": lambda row: row.facts["is_shared"],
    "once confirmed": lambda row: row.facts["confirmed_at"] is not None,
    "council, kept": lambda row: row.facts["removed_at"] is None,
    "council, in force": lambda row: row.facts["lifted_at"] is None,
    "council, unkept": lambda row: row.facts["kept_at"] is None,
}


@dataclass(frozen=True)
class There:
    """One database as it lies. keys: by table, its primary key's column and type where it is of one column."""

    home: Home
    rows: dict[str, list[Row]]
    columns: dict[str, list[str]]
    keys: dict[str, tuple[str, str] | None]


def look(admin: psycopg.Connection, home: Home) -> There:
    """Every row of every table of the matrix. Asked as an administrator."""
    admin.execute("SET TIME ZONE 'UTC'")
    councils = dict(admin.execute(STAFF).fetchall())
    forwarded = dict(admin.execute(FORWARDED).fetchall()) if home == "cases" else {}
    tables = TABLES[home]
    return There(
        home,
        {table: _rows(admin, table, councils, forwarded) for table in tables},
        {table: [name for (name,) in admin.execute(COLUMNS, [table])] for table in tables},
        {table: admin.execute(KEY, [table]).fetchone() for table in tables},
    )


def _rows(admin: psycopg.Connection, table: str, councils: dict[int, str], forwarded: dict[str, datetime]) -> list[Row]:
    found = admin.execute(f"SELECT ctid::text, to_jsonb(row_of) FROM {table} row_of ORDER BY ctid").fetchall()
    return [_row(table, ctid, facts, councils, forwarded) for ctid, facts in found]


def _row(table: str, ctid: str, facts: dict[str, Any], councils: dict[int, str], forwarded: dict[str, datetime]) -> Row:
    staff = facts["id"] if table == "councils_staff" else facts.get("staff_id", facts.get("user_id"))
    council = facts.get("municipal_council_id") or facts.get("prefecture_id") or councils.get(staff, "")
    return Row(ctid, council, staff, _is_forwarded(facts, forwarded), facts)


def _is_forwarded(facts: dict[str, Any], forwarded: dict[str, datetime]) -> bool:
    """Said by the case's own history, not by the column that the policies read."""
    if "application_id" not in facts:
        return facts.get("forwarded_at") is not None
    # what is of a talk that has no case yet goes with its first case
    first = forwarded.get(facts["application_id"] or facts["consultation_id"])
    written = at(facts.get("history_date"))
    return first is not None and (written is None or written >= first)


def whose(row: Row, who: Who) -> str:
    if row.council == "":
        return "everybody's"
    if who.staff is not None and who.staff == row.staff_id:
        return "own"
    if who.typed and who.typed == row.facts.get("username"):
        return "the typed name's"
    if who.prefecture == "":
        return "somebody's"
    if row.council == who.council:
        return "own council's"
    return "same prefecture's" if row.council[:2] == who.prefecture[:2] else "other prefecture's"


def gaps(there: There) -> list[str]:
    """Tables whose rows are too few for a yes and a no that both mean something."""
    return [f"{there.home}: {table} has {words}" for table in there.rows for words in _gaps(there, table)]


def _gaps(there: There, table: str) -> list[str]:
    rows, kind = there.rows[table], TABLES[there.home][table].kind
    councils = {row.council for row in rows}
    several = next((few for column, few in NEEDED.items() if column in there.columns[table]), 1)
    found = [] if rows else ["no row at all"]
    if (
        rows
        and kind in NEEDS_SEVERAL
        and (len(councils) < several or len({each[:2] for each in councils}) < min(several, 2))
    ):
        found.append(f"rows of {sorted(councils)} only")
    if kind is Kind.DOOR and len({row.staff_id for row in rows}) == 1 and rows[0].staff_id is not None:
        found.append("rows of one person only")
    for line in ACCESS[there.home].get(table, ()):
        if line.whose in ONCE and len({ONCE[line.whose](row) for row in rows}) < 2:
            found.append(f"no two rows of which one is seen {line.whose}")
    return found
