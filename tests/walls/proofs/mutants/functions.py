"""The functions that policies ask, answering too much. The catalogue reads no bodies: what happens must tell."""

from collections.abc import Iterator

import psycopg

from config.demo import KANAGAWA, YOKOHAMA
from tests.walls.proofs.mutants.mutant import Mutant

# function -> what it would say without looking at the post, and a constant
ANSWERS = {
    "case_council_id": ("walls.context(5)", f"'{YOKOHAMA}'::text"),
    "case_prefecture_id": ("walls.context(6)", f"'{KANAGAWA}'::text"),
    "trail_prefecture_id": ("walls.context(6)", f"'{KANAGAWA}'::text"),
    "prefecture_id": (f"coalesce(walls.context(6), '{KANAGAWA}')", f"'{KANAGAWA}'::text"),
    "staff_prefecture_id": ("walls.context(6)", f"'{KANAGAWA}'::text"),
    "system_prefecture_id": ("walls.context(6)", f"'{KANAGAWA}'::text"),
    "chief_council_id": ("walls.context(5)", f"'{YOKOHAMA}'::text"),
    "staff_id": ("coalesce(walls.context(4), '1')::bigint", "1::bigint"),
}
ASKED_BY = """
SELECT schemaname, tablename FROM pg_policies
WHERE permissive = 'PERMISSIVE' AND qual ~ ('walls\\.' || %s || '\\(\\)') ORDER BY 1, 2 LIMIT 1
"""


def mutants(connection: psycopg.Connection) -> Iterator[Mutant]:
    """Each is tried at the first table whose policy asks it."""
    for name, answers in ANSWERS.items():
        asked_by = connection.execute(ASKED_BY, [name]).fetchone()
        for kind, answer in zip(("answers in any post", "answers a constant"), answers, strict=True):
            if asked_by:
                yield Mutant(asked_by[1], kind, (_replaced(name, answer),), f"walls.{name}()")


def _replaced(name: str, answer: str) -> str:
    kind = "bigint" if name == "staff_id" else "text"
    return (
        f"CREATE OR REPLACE FUNCTION walls.{name}() RETURNS {kind} LANGUAGE sql STABLE PARALLEL RESTRICTED"
        f" SET search_path = pg_catalog, pg_temp AS $$SELECT {answer}$$"
    )
