"""S: all that a visitor sees of a table, compared with all that is there."""

from collections.abc import Iterator

import psycopg

from tests.walls.cells.cell import Cell, lines_of, sorted_out, without_privilege
from tests.walls.cells.there import There
from tests.walls.cells.tries import Outcome, tried
from tests.walls.cells.visitors import Visitor
from tests.walls.matrix.access import Line, Row


def cells(there: There, table: str, visitor: Visitor, connection: psycopg.Connection) -> Iterator[Cell]:
    if not visitor.has_privilege(lines_of(there, table), "S"):
        yield without_privilege(table, visitor, "S", connection, f"SELECT 1 FROM {table}")
        return
    outcome, seen = tried(connection, f"SELECT ctid::text FROM {table}")
    found = {ctid for (ctid,) in seen}
    for (words, line), rows in sorted_out(there, table, visitor, "S").items():
        yield _cell(Cell(table, visitor, "S", words, False, outcome.value, line), rows, found, outcome)


def owners_cell(there: There, table: str, visitor: Visitor, connection: psycopg.Connection) -> Cell:
    """FORCE binds the owner too: without owner_rows a data migration would silently change nothing."""
    outcome, seen = tried(connection, f"SELECT ctid::text FROM {table}")
    line = Line("owner", "S", "all")
    return _cell(
        Cell(table, visitor, "S", "all", False, "", line), there.rows[table], {each for (each,) in seen}, outcome
    )


def _cell(cell: Cell, rows: list[Row], found: set[str], outcome: Outcome) -> Cell:
    seen = sum(row.ctid in found for row in rows)
    is_right = outcome is Outcome.DONE and seen == (len(rows) if cell.line else 0)
    words = f"{seen} of {len(rows)} seen" if outcome is Outcome.DONE else outcome.value
    return Cell(
        cell.table, cell.visitor, "S", cell.whose, is_right, words, cell.line, is_right and cell.line is not None
    )
