"""The catalogue gate: what PostgreSQL says of itself, against the matrix. One line per difference."""

from collections.abc import Iterator

import psycopg

from config.servers import Home
from tests.walls.catalogue import functions, keys, logins, relations, rest, system


def faults(connection: psycopg.Connection, home: Home) -> list[str]:
    """Everything in this database that the matrix does not know, or knows differently. Asked as an administrator."""
    return [f"{home}: {each}" for each in _all(connection, home)]


def _all(connection: psycopg.Connection, home: Home) -> Iterator[str]:
    for part in (relations, keys, functions, logins, rest, system):
        yield from part.faults(connection, home)
