"""One statement, tried and taken back: what stopped it, if anything did."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

import psycopg
from psycopg.errors import InsufficientPrivilege

FORBIDDEN = InsufficientPrivilege.sqlstate
CONSTRAINT, PLPGSQL = "23", "P0"  # classes of SQLSTATE


class Outcome(Enum):
    DONE = "done"
    NO_ROW = "no row met"
    DENIED = "no privilege"
    WALLED = "stopped by a policy"
    GUARDED = "stopped by a trigger"
    HELD = "let pass by the policies, stopped by a constraint"
    BROKEN = "failed otherwise"

    @property
    def passed_the_walls(self) -> bool:
        """Policies are asked before constraints are."""
        return self in (Outcome.DONE, Outcome.HELD)


def tried(
    connection: psycopg.Connection, statement: str, values: Mapping[str, Any] | None = None
) -> tuple[Outcome, Sequence[Any]]:
    """The outcome, and the rows that a SELECT saw."""
    connection.execute("SAVEPOINT try")
    try:
        found = connection.execute(statement, values)
        outcome, seen = _of_cursor(found)
    except psycopg.Error as error:
        outcome, seen = _of_error(error), ()
    connection.execute("ROLLBACK TO SAVEPOINT try")
    return outcome, seen


def _of_cursor(found: psycopg.Cursor) -> tuple[Outcome, Sequence[Any]]:
    if found.description is not None:
        return Outcome.DONE, found.fetchall()
    return (Outcome.DONE if found.rowcount else Outcome.NO_ROW), ()


def _of_error(error: psycopg.Error) -> Outcome:
    words, state = error.diag.message_primary or "", error.sqlstate or ""
    if state == FORBIDDEN and words.startswith("permission denied for"):
        return Outcome.DENIED
    if state == FORBIDDEN and "row-level security policy" in words:
        return Outcome.WALLED
    if state.startswith(CONSTRAINT):
        return Outcome.HELD
    return Outcome.GUARDED if state == FORBIDDEN or state.startswith(PLPGSQL) else Outcome.BROKEN
