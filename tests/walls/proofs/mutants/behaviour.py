"""The cells of one table, with a wall of it spoiled, before it is rolled back.

Other connections see nothing of an open transaction, so the administrator's own takes each login's place in turn by SET
SESSION AUTHORIZATION: to policies, grants and walls.context() that is the login. Guards and keys are off, so that what
answers is grant and policy alone, not the wall behind them.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import psycopg

from tests.walls import cells
from tests.walls.cells import Cell, columns, reading, unknown
from tests.walls.cells.there import There
from tests.walls.cells.tries import to_be_taken_back
from tests.walls.cells.visitors import Visitor, owner
from tests.walls.contexts import SET, signed


def first_wrong(
    connection: psycopg.Connection, there: There, table: str, expected: list[Visitor], keys: Mapping[str, bytes]
) -> Cell | None:
    connection.execute("SET LOCAL session_replication_role = replica")
    wrong = next((cell for cell in _cells(connection, there, table, expected, keys) if not cell.is_right), None)
    connection.execute("RESET SESSION AUTHORIZATION")
    return wrong


def _cells(
    connection: psycopg.Connection, there: There, table: str, expected: list[Visitor], keys: Mapping[str, bytes]
) -> Iterator[Cell]:
    strange = unknown.found(connection, there.home)
    for visitor in expected:
        with _standing(connection, visitor, keys):
            yield from cells.of_table(there, table, visitor, connection)
            if not visitor.has_context:
                yield from columns.wrong(there, table, visitor, connection)
                yield from unknown.cells(strange, visitor, connection)
    with _standing(connection, owner(there.home), keys):
        yield reading.owners_cell(there, table, owner(there.home), connection)


@contextmanager
def _standing(connection: psycopg.Connection, visitor: Visitor, keys: Mapping[str, bytes]) -> Iterator[None]:
    connection.execute(f"SET LOCAL SESSION AUTHORIZATION {visitor.role}")
    context = signed(connection, visitor.who, keys[visitor.role]) if visitor.has_context else ""
    connection.execute(SET, [context, True])
    with to_be_taken_back(connection):
        yield
    connection.execute("RESET SESSION AUTHORIZATION")
