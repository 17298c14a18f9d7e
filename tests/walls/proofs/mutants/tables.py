"""Every way in which a table can be opened past its policies: they are of the table, whatever policies it has."""

from collections.abc import Iterator

from config.secrets import OWNERS, VISITORS
from config.servers import Home
from tests.walls.matrix import TABLES, Grant
from tests.walls.proofs.mutants.mutant import Mutant

VERBS = ("SELECT", "INSERT", "UPDATE", "DELETE")


def mutants(home: Home, columns: dict[str, list[str]]) -> Iterator[Mutant]:
    for table in columns:
        for kind, statements in _ways(home, table, columns[table]):
            yield Mutant(table, kind, statements)


def _ways(home: Home, table: str, columns: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    page = VISITORS[home][0]
    yield "row security off", (f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",)
    yield "not forced", (f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",)
    yield "owned by a login", (f"ALTER TABLE {table} OWNER TO {page}",)
    yield "granted to everybody", (f"GRANT SELECT ON {table} TO PUBLIC",)
    yield "owner's view", _view(home, table, page)
    yield "owner's function", _function(home, table, page)
    yield from _grants(home, table, columns)
    if TABLES[home][table].triggers:
        yield "guards off", (f"ALTER TABLE {table} DISABLE TRIGGER USER",)


def _grants(home: Home, table: str, columns: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    held = TABLES[home][table].grants
    for verb in VERBS:
        lacking = [role for role in VISITORS[home] if Grant(role, verb) not in held]
        yield f"{verb} granted", (f"GRANT {verb} ON {table} TO {lacking[0]}",)
    for verb in ("SELECT", "UPDATE"):
        for role in VISITORS[home]:
            column = next((each for each in columns if not {Grant(role, verb, each), Grant(role, verb)} & held), None)
            if column:
                yield f"{verb} of a column granted", (f'GRANT {verb} ("{column}") ON {table} TO {role}',)
                break


def _view(home: Home, table: str, page: str) -> tuple[str, ...]:
    return (
        f"CREATE VIEW owners_view AS SELECT * FROM {table}",
        f"ALTER VIEW owners_view OWNER TO {OWNERS[home]}",
        f"GRANT SELECT ON owners_view TO {page}",
    )


def _function(home: Home, table: str, page: str) -> tuple[str, ...]:
    """Of the owner, who sees all: and it does not ask who calls."""
    name = "walls.owners_function()"
    return (
        f"CREATE FUNCTION {name} RETURNS SETOF {table} LANGUAGE sql SECURITY DEFINER"
        f" SET search_path = pg_catalog, pg_temp AS 'SELECT * FROM {_qualified(table)}'",
        f"ALTER FUNCTION {name} OWNER TO {OWNERS[home]}",
        f"GRANT EXECUTE ON FUNCTION {name} TO {page}",
    )


def _qualified(table: str) -> str:
    return table if "." in table else f"public.{table}"
