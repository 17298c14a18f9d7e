"""Column by column, for a role as a whole: what is granted, and nothing else. Tenant columns are never changed."""

from collections.abc import Iterator

import psycopg

from tests.walls.cells.cell import Cell, lines_of
from tests.walls.cells.there import There
from tests.walls.cells.tries import Outcome, tried
from tests.walls.cells.visitors import Visitor
from tests.walls.matrix import TABLES, Grant

STATEMENTS = {
    "S": 'SELECT "{column}" FROM {table} WHERE false',
    "I": 'INSERT INTO {table} ("{column}") VALUES (DEFAULT)',
    "U": 'UPDATE {table} SET "{column}" = DEFAULT WHERE false',
}
PRIVILEGES = {"S": "SELECT", "I": "INSERT", "U": "UPDATE"}


def wrong(there: There, table: str, visitor: Visitor, connection: psycopg.Connection) -> Iterator[Cell]:
    """The columns that this role reaches although the matrix does not say so, or does not reach although it does."""
    for verb, statement in STATEMENTS.items():
        if verb != "U" and visitor.has_privilege(lines_of(there, table), verb):
            continue  # of the whole table, as its cells show
        for column in there.columns[table]:
            outcome, _ = tried(connection, statement.format(table=table, column=column))
            if (outcome is Outcome.DENIED) is _is_granted(there, table, visitor.role, verb, column):
                yield Cell(table, visitor, verb, f"column {column} of any", False, outcome.value)


def _is_granted(there: There, table: str, role: str, verb: str, column: str) -> bool:
    return not {Grant(role, PRIVILEGES[verb], column), Grant(role, PRIVILEGES[verb])}.isdisjoint(
        TABLES[there.home][table].grants
    )
