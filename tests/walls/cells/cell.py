"""What a cell is, and how the rows of a table fall into cells."""

from collections import defaultdict
from dataclasses import dataclass

import psycopg

from tests.walls.cells.there import There, whose
from tests.walls.cells.tries import Outcome, tried
from tests.walls.cells.visitors import Visitor
from tests.walls.matrix.access import ACCESS, WHOSE, Line, Row

ONLY_READ = " only read"


@dataclass(frozen=True)
class Cell:
    """line: by which the rows are meant for the visitor, or None; is_shown: the act was seen to pass the walls."""

    table: str
    visitor: Visitor
    verb: str
    whose: str
    is_right: bool
    found: str
    line: Line | None = None
    is_shown: bool = False

    def __str__(self) -> str:
        meant = "meant for it" if self.line else "not meant for it"
        return (
            f"{self.visitor.home}: {self.visitor}, {self.table}, {self.verb} {self.whose} rows, {meant}: {self.found}"
        )


def lines_of(there: There, table: str) -> tuple[Line, ...]:
    return ACCESS[there.home].get(table, ())


def sorted_out(there: There, table: str, visitor: Visitor, verb: str) -> dict[tuple[str, Line | None], list[Row]]:
    """The rows by whose they are and by the line that means them for this visitor.

    What is read and yet may not be written is a cell of its own: another policy stands before it.
    """
    lines, read = (_meant(there, table, visitor, each) for each in (verb, "S"))
    found = defaultdict(list)
    for row in there.rows[table]:
        line = _line(lines, row, visitor)
        is_only_read = verb != "S" and line is None and _line(read, row, visitor) is not None
        found[whose(row, visitor.who) + (ONLY_READ if is_only_read else ""), line].append(row)
    return found


def _meant(there: There, table: str, visitor: Visitor, verb: str) -> list[Line]:
    return [line for line in lines_of(there, table) if verb in line.verbs and visitor.is_meant(line)]


def _line(lines: list[Line], row: Row, visitor: Visitor) -> Line | None:
    return next((each for each in lines if WHOSE[each.whose](row, visitor.who)), None)


def without_privilege(table: str, visitor: Visitor, verb: str, connection: psycopg.Connection, bare: str) -> Cell:
    """The role has nothing to do with any row: the statement itself is denied, whichever rows there are."""
    outcome, _ = tried(connection, bare)
    return Cell(table, visitor, verb, "any", outcome is Outcome.DENIED, outcome.value)
