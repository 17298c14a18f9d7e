"""The cells of the access matrix: what one visitor may do with one kind of rows of one table, and what happened.

A cell is (table, visitor, verb, whose rows, meant or not). Each is tried on a connection that stands in the visitor's
place, in a transaction that is rolled back.
"""

from collections.abc import Iterator

import psycopg

from tests.walls.cells import reading, writing
from tests.walls.cells.cell import Cell
from tests.walls.cells.there import There
from tests.walls.cells.visitors import Visitor

__all__ = ["Cell", "of_table"]


def of_table(there: There, table: str, visitor: Visitor, connection: psycopg.Connection) -> Iterator[Cell]:
    """Every cell of this visitor at this table, one after the other: whoever needs only a wrong one may stop."""
    yield from reading.cells(there, table, visitor, connection)
    for verb in "IUD":
        yield from writing.cells(there, table, visitor, connection, verb)
