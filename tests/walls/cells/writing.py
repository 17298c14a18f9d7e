"""I, U, D: really tried, with copies of rows that are there and with changes of what is granted."""

import json
from collections.abc import Iterator
from itertools import count
from typing import Any
from uuid import uuid4

import psycopg

from tests.walls.cells.cell import Cell, lines_of, sorted_out, without_privilege
from tests.walls.cells.there import There
from tests.walls.cells.tries import Outcome, tried
from tests.walls.cells.visitors import Visitor
from tests.walls.matrix import TABLES
from tests.walls.matrix.access import DECIDING, FOLLOWING, PREPARING, Line, Row

# a guard may stop one row of those that are meant for somebody; some other row then shows that the walls let it pass
MOST_TRIED = 6
NEW_NUMBERS = count(1_900_000_000)
# history is written by the system too, in nobody's name
NAMELESS = "history_user_id"


def cells(there: There, table: str, visitor: Visitor, connection: psycopg.Connection, verb: str) -> Iterator[Cell]:
    if not visitor.has_privilege(lines_of(there, table), verb):
        yield without_privilege(table, visitor, verb, connection, _bare(there, table, verb))
        return
    for (words, line), rows in sorted_out(there, table, visitor, verb).items():
        if line is None or not _has_hand(table, line, visitor, verb):
            yield _refused(_Try(there, table, visitor, connection), verb, words, rows[0])
        else:
            yield from _allowed(_Try(there, table, visitor, connection), verb, words, rows, line)


def _has_hand(table: str, line: Line, visitor: Visitor, verb: str) -> bool:
    """The system has no name to write or to decide in."""
    needs_name = {
        "I": line.hand not in ("", NAMELESS),
        "U": (visitor.role, table) in DECIDING,
        "D": False,
    }
    return visitor.who.staff is not None or not needs_name[verb]


def _bare(there: There, table: str, verb: str) -> str:
    """A statement that needs this privilege and no other."""
    first = there.columns[table][0]
    return {
        "I": f"INSERT INTO {table} SELECT * FROM jsonb_populate_record(NULL::{table}, '{{}}')",
        "U": f'UPDATE {table} SET "{first}" = DEFAULT WHERE false',
        "D": f"DELETE FROM {table} WHERE false",
    }[verb]


def _refused(attempt: "_Try", verb: str, words: str, row: Row) -> Cell:
    outcome = attempt(verb, row, attempt.visitor.who.staff)
    is_right = outcome in (Outcome.NO_ROW, Outcome.WALLED, Outcome.GUARDED)
    return Cell(attempt.table, attempt.visitor, verb, words, is_right, outcome.value)


def _allowed(attempt: "_Try", verb: str, words: str, rows: list[Row], line: Line) -> Iterator[Cell]:
    staff = attempt.visitor.who.staff
    outcomes = []
    for row in rows[:: max(1, len(rows) // MOST_TRIED)][:MOST_TRIED]:
        outcomes.append(attempt(verb, row, staff))
        if outcomes[-1] is Outcome.DONE:
            break
    found = ", ".join(dict.fromkeys(each.value for each in outcomes))
    is_right = all(each.passed_the_walls or each is Outcome.GUARDED for each in outcomes)
    is_shown = any(each.passed_the_walls for each in outcomes)
    yield Cell(attempt.table, attempt.visitor, verb, words, is_right, found, line, is_shown)
    if (verb == "I" and line.hand) or (verb == "U" and (attempt.visitor.role, attempt.table) in DECIDING):
        other = attempt(verb, rows[0], (staff or 0) + 1)
        is_right = other in (Outcome.WALLED, Outcome.GUARDED)
        yield Cell(attempt.table, attempt.visitor, verb, f"{words} in another's name", is_right, other.value)


class _Try:
    """One visitor at one table."""

    def __init__(self, there: There, table: str, visitor: Visitor, connection: psycopg.Connection) -> None:
        self.there, self.table, self.visitor, self.connection = there, table, visitor, connection

    def __call__(self, verb: str, row: Row, staff: int | None) -> Outcome:
        """Writes this row in the name of this member of staff."""
        statement, values = {"I": self._insert, "U": self._update, "D": self._delete}[verb](row, staff)
        first = PREPARING.get(self.table, ()) if verb == "I" else ()
        return tried(self.connection, statement, values, first=first)[0]

    def _insert(self, row: Row, staff: int | None) -> tuple[str, dict[str, Any]]:
        columns = ", ".join(f'"{column}"' for column in self.there.columns[self.table])
        facts = {**row.facts, **self._fresh_key(), **dict.fromkeys(self._hands(), staff)}
        following = FOLLOWING.get(self.table, "'{}'")
        return (
            f"INSERT INTO {self.table} ({columns})"
            f" SELECT {columns} FROM jsonb_populate_record(NULL::{self.table}, %(facts)s::jsonb || ({following}))",
            {"facts": json.dumps(facts)},
        )

    def _fresh_key(self) -> dict[str, Any]:
        name, kind = self.there.keys[self.table] or ("", "")
        if name not in ("id", "history_id"):
            return {}  # the key of its parent
        if kind == "uuid":
            return {name: str(uuid4())}
        return {name: next(NEW_NUMBERS)} if kind in ("integer", "bigint") else {}

    def _hands(self) -> set[str]:
        return {line.hand for line in lines_of(self.there, self.table) if line.hand and self.visitor.is_meant(line)}

    def _update(self, row: Row, staff: int | None) -> tuple[str, dict[str, Any]]:
        granted = sorted(
            grant.column
            for grant in TABLES[self.there.home][self.table].grants
            if grant.role == self.visitor.role and grant.privilege == "UPDATE" and grant.column
        )
        same = ", ".join(f'"{column}" = "{column}"' for column in granted)
        change = DECIDING.get((self.visitor.role, self.table), same)
        return f"UPDATE {self.table} SET {change} WHERE ctid = %(ctid)s::tid", {"ctid": row.ctid, "staff": staff}

    def _delete(self, row: Row, staff: int | None) -> tuple[str, dict[str, Any]]:
        return f"DELETE FROM {self.table} WHERE ctid = %(ctid)s::tid", {"ctid": row.ctid}
