"""What no matrix knows: a relation or a function that a login role reaches all the same."""

from collections.abc import Iterator

import psycopg

from config.servers import Home
from tests.walls.cells.cell import Cell
from tests.walls.cells.tries import Outcome, tried
from tests.walls.cells.visitors import Visitor
from tests.walls.matrix import FUNCTIONS, TABLES

RELATIONS = """
SELECT quote_ident(nspname), quote_ident(relname) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND relkind IN ('r', 'p', 'v', 'm', 'f')
"""
FUNCTIONS_WITHOUT_WORDS = """
SELECT quote_ident(nspname), quote_ident(proname) FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND pronargs = 0 AND prorettype <> 'trigger'::regtype
  AND prokind = 'f'
"""


def found(connection: psycopg.Connection, home: Home) -> dict[str, str]:
    """By name, a statement that must be denied. Asked as an administrator."""
    relations = {
        name if schema == "public" else f"{schema}.{name}" for schema, name in connection.execute(RELATIONS).fetchall()
    }
    functions = {f"{schema}.{name}()" for schema, name in connection.execute(FUNCTIONS_WITHOUT_WORDS).fetchall()}
    known = {f"walls.{name}" for name in FUNCTIONS[home]}
    return {name: f"SELECT 1 FROM {name}" for name in (relations - TABLES[home].keys()) | (functions - known)}


def cells(statements: dict[str, str], visitor: Visitor, connection: psycopg.Connection) -> Iterator[Cell]:
    for name, statement in statements.items():
        outcome, _ = tried(connection, statement)
        yield Cell(name, visitor, "S", "any", outcome is Outcome.DENIED, outcome.value)
