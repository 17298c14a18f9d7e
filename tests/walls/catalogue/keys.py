"""Keys between tables behind tenants carry the tenant: foreign keys ignore row policies, and so do unique ones."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import psycopg

from config.servers import Home
from tests.walls.matrix import BEHIND_TENANTS, TABLES, Table

FOREIGN = """
SELECT owner.relname, conname, target.relname, cardinality(conkey), convalidated AND conenforced,
  regexp_replace(pg_get_constraintdef(c.oid), ' DEFERRABLE.*', '')
FROM pg_constraint c JOIN pg_class owner ON owner.oid = conrelid JOIN pg_class target ON target.oid = confrelid
WHERE contype = 'f'
"""
UNIQUE = """
SELECT t.relname, i.relname, a.attname FROM pg_index x
JOIN pg_class i ON i.oid = indexrelid JOIN pg_class t ON t.oid = indrelid
LEFT JOIN pg_attribute a ON a.attrelid = indrelid AND a.attnum = indkey[0]
WHERE (indisunique AND NOT indisprimary) OR indisexclusion
"""


def faults(connection: psycopg.Connection, home: Home) -> Iterator[str]:
    behind = {name: table for name, table in TABLES[home].items() if table.kind in BEHIND_TENANTS}
    found = connection.execute(FOREIGN).fetchall()
    yield from _plain(found, behind.keys())
    yield from _composite(found, behind)
    for name, index, first in connection.execute(UNIQUE).fetchall():
        if name in behind and first != "prefecture_id":
            yield f"{name}: {index} is unique without the tenant, and tells of rows that are hidden"


def _plain(found: list[tuple[Any, ...]], behind: Collection[str]) -> Iterator[str]:
    for name, key, target, columns, holds, _ in found:
        if not holds:
            yield f"{name}: key {key} is not enforced"
        if columns == 1 and name in behind and target in behind:
            yield f"{name}: key {key} to {target} does not carry the tenant"


def _composite(found: list[tuple[Any, ...]], behind: Mapping[str, Table]) -> Iterator[str]:
    keys = {(name, key): words for name, key, _, columns, _, words in found if columns > 1 and name in behind}
    declared = {(name, key): words for name, table in behind.items() for key, words in table.keys.items()}
    for name, key in sorted(keys.keys() | declared.keys()):
        if keys.get((name, key)) != declared.get((name, key)):
            yield f"{name}: key {key} is {keys.get((name, key))}, in the matrix {declared.get((name, key))}"
