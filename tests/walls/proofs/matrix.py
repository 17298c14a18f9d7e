"""matrix: every table of both databases, every login in every post and stage, whose rows, and what it may do with them.

What is meant stands in tests/walls/matrix/access; what happens is asked of PostgreSQL, as the real logins.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from config.secrets import LOGINS, OWNERS, VISITORS
from config.servers import HOMES, Home
from tests.bed import Bed
from tests.walls import catalogue, cells
from tests.walls.cells import Cell, columns, filling, reading, unknown
from tests.walls.cells.there import There, gaps, look
from tests.walls.cells.tries import to_be_taken_back
from tests.walls.cells.visitors import Visitor, owner, visitors
from tests.walls.contexts import SET, signed
from tests.walls.matrix.access import ACCESS
from tests.walls.proofs import Outcome

RUNS = ("walls",)
LINE = "matrix cells={cells} wrong={wrong}"
AT_LEAST = {"cells": 5_000}


def prove(bed: Bed, run: str, *, is_full: bool) -> Outcome:
    from tests.walls import overseeing, seeding  # needs the deployment, which only a run of the proof has

    seeding.committed(bed)
    overseeing.committed(bed)
    outcome = Outcome({"cells": 0, "wrong": 0}, at_the_gate(bed))
    for home in HOMES:
        with psycopg.connect(bed.admin, dbname=home, autocommit=True) as admin:
            filling.fill(admin, home)
            there, strange = look(admin, home), unknown.found(admin, home)
        outcome.faults += gaps(there)
        found = [*_outside(bed, home), *_tried(bed, there, strange, is_full=is_full)]
        outcome.count("cells", len(found))
        outcome.count("wrong", sum(not cell.is_right for cell in found))
        outcome.faults += [str(cell) for cell in found if not cell.is_right] + never_shown(home, found)
    return outcome


def at_the_gate(bed: Bed) -> list[str]:
    """What the catalogue gate finds: a table that no matrix knows is wrong before anybody has met a row of it."""
    found = []
    for home in HOMES:
        with psycopg.connect(bed.admin, dbname=home) as admin:
            found += catalogue.faults(admin, home)
    return found


def never_shown(home: Home, found: list[Cell]) -> list[str]:
    """A yes that nobody was seen to do: its rows are missing, or a guard stands before every one of them."""
    shown = {(cell.table, cell.line, cell.verb) for cell in found if cell.is_shown}
    return [
        f"{home}: {table}: nobody of {line.who} was seen to {verb} {line.whose}"
        for table, lines in ACCESS[home].items()
        for line in lines
        for verb in line.verbs
        if line.whose != "none" and (table, line, verb) not in shown
    ]


def _outside(bed: Bed, home: Home) -> Iterator[Cell]:
    """Those who do not even get in."""
    for role in set(LOGINS) - set(VISITORS[home]) - set(OWNERS.values()):
        visitor = Visitor(home, role, owner(home).who, "at the door", has_context=False)
        try:
            psycopg.connect(bed.secrets.login_url(role, home, bed.servers)).close()
            yield Cell("the database", visitor, "S", "any", False, "let in")
        except psycopg.OperationalError as error:
            yield Cell("the database", visitor, "S", "any", "permission denied for database" in str(error), str(error))


def _tried(bed: Bed, there: There, strange: dict[str, str], *, is_full: bool) -> Iterator[Cell]:
    expected = visitors(there, is_full=is_full)
    for role in VISITORS[there.home]:
        with _logged_in(bed, role, there.home) as connection:
            key = bytes.fromhex(bed.secrets.context_keys[f"{role}@{there.home}"])
            for visitor in (each for each in expected if each.role == role):
                with _standing(connection, visitor, key):
                    yield from _of_visitor(there, strange, visitor, connection)
    own = owner(there.home)
    with _logged_in(bed, own.role, there.home) as connection, _standing(connection, own, b""):
        yield from (reading.owners_cell(there, table, own, connection) for table in there.rows)


def _logged_in(bed: Bed, role: str, home: Home) -> psycopg.Connection:
    return psycopg.connect(bed.secrets.login_url(role, home, bed.servers), prepare_threshold=None)


@contextmanager
def _standing(connection: psycopg.Connection, visitor: Visitor, key: bytes) -> Iterator[None]:
    with connection.transaction(force_rollback=True):
        if visitor.has_context:
            connection.execute(SET, [signed(connection, visitor.who, key), True])
        with to_be_taken_back(connection):
            yield


def _of_visitor(
    there: There, strange: dict[str, str], visitor: Visitor, connection: psycopg.Connection
) -> Iterator[Cell]:
    for table in there.rows:
        yield from cells.of_table(there, table, visitor, connection)
        if not visitor.has_context:
            yield from columns.wrong(there, table, visitor, connection)
    yield from unknown.cells(strange, visitor, connection)
