"""Indexes made after the rows: a million rows into thirty trees one by one is most of what the seeding took."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg

_PLAIN = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = ANY (%s::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""
_OF_CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint c
WHERE conrelid = ANY (%s::regclass[]) AND contype IN ('p', 'u')
  AND NOT EXISTS (SELECT FROM pg_constraint of_others WHERE of_others.conindid = c.conindid AND contype = 'f')
"""


@contextmanager
def dropped(administrator: str, tables: Sequence[str]) -> Iterator[None]:
    """Every index of these tables but those that foreign keys lead to; made again, two at a time, after the block."""
    again = []
    with psycopg.connect(administrator, dbname="cases", autocommit=True) as admin:
        for index, definition in admin.execute(_PLAIN, [list(tables)]).fetchall():
            admin.execute(f"DROP INDEX {index}")
            again.append(definition)
        for table, name, definition in admin.execute(_OF_CONSTRAINTS, [list(tables)]).fetchall():
            admin.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
            again.append(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
    yield
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda statement: _one(administrator, statement), again))


def _one(administrator: str, statement: str) -> None:
    with psycopg.connect(administrator, dbname="cases", autocommit=True) as admin:
        admin.execute("SET maintenance_work_mem = '1GB'")
        admin.execute("SET max_parallel_maintenance_workers = 0")
        admin.execute(statement)
