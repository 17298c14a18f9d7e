"""検索の見出し of the bench's rows. The seeding goes past the triggers: they are written as the migration does."""

import time
from concurrent.futures import ThreadPoolExecutor

import psycopg

from tests.bench.indexes import dropped

_SIZE = "SELECT count(*), pg_size_pretty(pg_total_relation_size('loans_searchkey')) FROM loans_searchkey"


def fill(administrator: str) -> None:
    """Nothing where a run before has done it to the end."""
    began = time.monotonic()
    with psycopg.connect(administrator, dbname="cases", autocommit=True) as admin:
        if admin.execute("SELECT EXISTS (SELECT FROM loans_searchkey)").fetchone()[0]:
            return
        admin.execute("ALTER TABLE loans_searchkey SET (autovacuum_enabled = false)")
        councils = admin.execute(
            "SELECT municipal_council_id FROM loans_application GROUP BY 1 ORDER BY count(*)"
        ).fetchall()
        with dropped(administrator, ["loans_searchkey"]):
            _in_turns(administrator, [code for (code,) in councils])
        admin.execute("VACUUM (ANALYZE) loans_searchkey")
        rows, size = admin.execute(_SIZE).fetchone()
    print(f"search keys: {rows:,} rows, {size} with indexes, made in {time.monotonic() - began:.0f} s", flush=True)


def _in_turns(administrator: str, councils: list[str]) -> None:
    """Two connections, as many as the machine has cores; the largest council first."""

    def work(_: int) -> None:
        with psycopg.connect(administrator, dbname="cases", autocommit=True) as admin:
            admin.execute("SET session_replication_role = replica")
            while councils:
                admin.execute("SELECT walls.fill_keys(%s)", [councils.pop()])

    with ThreadPoolExecutor(2) as both:
        list(both.map(work, range(2)))
