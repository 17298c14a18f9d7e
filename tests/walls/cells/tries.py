"""One statement, tried and taken back: what stopped it, if anything did."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import Enum
from typing import Any

import psycopg
from psycopg.errors import InsufficientPrivilege

FORBIDDEN = InsufficientPrivilege.sqlstate
CONSTRAINT, PLPGSQL = "23", "P0"  # classes of SQLSTATE
RAISED = "exec_stmt_raise"  # a guard in the name of a constraint: it may stand before the policies


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


@contextmanager
def to_be_taken_back(connection: psycopg.Connection) -> Iterator[None]:
    """Whatever is tried inside leaves nothing. One savepoint for all tries: going back to it does not end it."""
    connection.execute("SAVEPOINT try")
    yield
    connection.execute("RELEASE SAVEPOINT try")


def tried(
    connection: psycopg.Connection,
    statement: str,
    values: Mapping[str, Any] | None = None,
    *,
    first: Sequence[str] = (),
) -> tuple[Outcome, Sequence[Any]]:
    """The outcome, and the rows that a SELECT saw. The savepoint is that of `to_be_taken_back`.

    first: what the same visitor does before, in the same transaction; what stops it is the outcome.
    """
    try:
        for each in first:
            connection.execute(each, values)
        found = connection.execute(statement, values)
        if found.description is not None:
            return Outcome.DONE, found.fetchall()
        outcome = Outcome.DONE if found.rowcount else Outcome.NO_ROW
    except psycopg.Error as error:
        outcome = _of_error(error)
    connection.execute("ROLLBACK TO SAVEPOINT try")
    return outcome, ()


def _of_error(error: psycopg.Error) -> Outcome:
    words, state = error.diag.message_primary or "", error.sqlstate or ""
    if state == FORBIDDEN and words.startswith("permission denied for"):
        return Outcome.DENIED
    if state == FORBIDDEN and "row-level security policy" in words:
        return Outcome.WALLED
    if state.startswith(CONSTRAINT) and error.diag.source_function != RAISED:
        return Outcome.HELD
    return Outcome.GUARDED if state == FORBIDDEN or state.startswith((PLPGSQL, CONSTRAINT)) else Outcome.BROKEN
