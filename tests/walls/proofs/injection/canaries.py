"""Marked rows: one of each tenant in every table that carries a prefecture, with the mark in every column.

Made from the catalogue as a superuser, so that a new table has its marked rows too. CHECK constraints are left out in
this copy: they are no walls for reading, and a mark is no state or code.
"""

import json
from collections.abc import Iterator
from itertools import count
from typing import Any
from uuid import uuid4

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from tests.bed import Bed
from tests.walls.proofs.injection.targets import OWN, Target, Tenant, target

SHUT = Tenant("LEAKSHUT", "", "")
NUMBERS, COPIES = count(1_707_070_000), 60
HIDDEN_ID = "deadbeef-0000-4000-8000-{:012x}"
_MARKS = ("LEAK", "4c45414b", "TEVBS", "1707070", "1707-07-07")
_MOMENT = "1707-07-07"

_TABLES = """
SELECT c.relname, has_any_column_privilege(%s, c.oid, 'SELECT') FROM pg_class c
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
  AND EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = c.oid AND attname = 'prefecture_id' AND attnum > 0)
  AND c.relname NOT IN ('councils_council')
ORDER BY c.relname
"""
_COLUMNS = """
SELECT attname, format_type(atttypid, NULL),
  CASE WHEN atttypid = 'varchar'::regtype AND atttypmod > 4 THEN atttypmod - 4 END
FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
  AND attidentity = '' ORDER BY attnum
"""
_FLAGS = ("is_forwarded", "is_shared", "forwarded_at")
# What no post of a case reads, whatever its grants.
_NOT_FOR_THE_POST = (
    "councils_alert",
    "councils_alertnote",
    "councils_post",
    "councils_proposal",
    "councils_rosterentry",
    "councils_sealcheck",
    "councils_trailrow",
    "councils_trailseal",
    "loans_arrival",
)


def found(text: str) -> bool:
    """Whether there is a mark in it: as text, as bytes, in base64, or as a number."""
    return any(mark in text for mark in _MARKS)


def plant(bed: Bed, run: str) -> None:
    aim = target(run)
    with psycopg.connect(bed.admin, dbname=aim.home) as admin:
        admin.execute("SET session_replication_role = replica")
        _drop_checks(admin)
        for table, is_readable in admin.execute(_TABLES, [aim.login]).fetchall():
            for tenant in _tenants(admin, aim, table, is_readable):
                _insert(admin, table, tenant)
        _multiply(admin, aim)
        _mark_people(admin, aim)
    with psycopg.connect(bed.admin, dbname=aim.home, autocommit=True) as admin:
        admin.execute("ANALYZE")


def planted(bed: Bed, run: str) -> dict[str, int]:
    """By table: how many rows carry a mark, or the known id where no column can."""
    aim = target(run)
    with psycopg.connect(bed.admin, dbname=aim.home) as admin:
        tables = [name for name, _ in admin.execute(_TABLES, [aim.login]).fetchall()]
        return {name: _marked(admin, name) for name in tables}


def _marked(admin: psycopg.Connection, table: str) -> int:
    query = sql.SQL("SELECT count(*) FROM {} t WHERE t::text ~ %s")
    return admin.execute(query.format(sql.Identifier(table)), ["|".join((*_MARKS, HIDDEN_ID[:8]))]).fetchone()[0]


def _tenants(admin: psycopg.Connection, aim: Target, table: str, is_readable: bool) -> Iterator[Tenant]:
    names = [name for name, _, _ in admin.execute(_COLUMNS, [table]).fetchall()]
    for tenant in aim.tenants:
        own = tenant.prefecture == aim.tenants[0].prefecture
        if tenant.word == OWN and (not is_readable or table in _NOT_FOR_THE_POST):
            yield Tenant(SHUT.word, tenant.prefecture, tenant.council)
        elif (tenant.is_forwarded and not (own and tenant.word != OWN and "municipal_council_id" not in names)) or (
            not tenant.is_forwarded and any(flag in names for flag in _FLAGS)
        ):
            yield tenant


def _drop_checks(admin: psycopg.Connection) -> None:
    rows = admin.execute(
        "SELECT conrelid::regclass::text, conname FROM pg_constraint"
        " WHERE contype = 'c' AND connamespace = 'public'::regnamespace"
    ).fetchall()
    for table, name in rows:
        admin.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')


def _insert(admin: psycopg.Connection, table: str, tenant: Tenant) -> None:
    columns = admin.execute(_COLUMNS, [table]).fetchall()
    values = {name: _value(name, kind, length, tenant) for name, kind, length in columns}
    if tenant.word != OWN and not _is_marked(values):
        values |= {name: _MOMENT for name, kind, _ in columns if kind.startswith(("timestamp", "date"))}
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, values)),
        sql.SQL(", ").join(sql.Placeholder() * len(values)),
    )
    admin.execute(statement, list(values.values()))


def _is_marked(values: dict[str, Any]) -> bool:
    """A table of a tenant and moments alone has no other place for a mark."""
    return any(found(str(value)) or str(value).startswith(HIDDEN_ID[:8]) for value in values.values())


def _multiply(admin: psycopg.Connection, aim: Target) -> None:
    """So many hidden rows that the planner would know the hidden value as a common one."""
    columns = admin.execute(_COLUMNS, [aim.table]).fetchall()
    new = {name: "gen_random_uuid()" if kind == "uuid" else name for name, kind, _ in columns}
    admin.execute(
        f"INSERT INTO {aim.table} ({', '.join(new)}) SELECT {', '.join(new.values())} FROM {aim.table} t,"
        " generate_series(1, %s) WHERE t::text LIKE '%%LEAK%%'",
        [COPIES],
    )


def _value(name: str, kind: str, length: int | None, tenant: Tenant) -> Any:
    when = "2026-04-01"
    by_name = {
        "prefecture_id": tenant.prefecture,
        "municipal_council_id": tenant.council,
        "council_id": tenant.council,
        "state": "approved",
        "closed_at": None,
        "forwarded_at": when if tenant.is_forwarded else None,
    }
    by_kind = {
        "boolean": tenant.is_forwarded,
        "character varying[]": [tenant.word],
        "bigint[]": [next(NUMBERS)],
        "bytea": tenant.word.encode(),
        "jsonb": Jsonb({tenant.word: tenant.word}),
        "uuid": hidden_id(tenant) if name == "id" else uuid4(),
        "smallint": 3,
        "numeric": 3,
    }
    if name in by_name:
        return by_name[name]
    if kind in ("character varying", "text"):
        return tenant.word[:length] if length is None or length >= len("LEAK") else "x"
    if kind in ("integer", "bigint"):
        return next(NUMBERS) - (1_707_000_000 if tenant.word == OWN else 0)
    return by_kind.get(kind, when)


def hidden_id(tenant: Tenant) -> str:
    """Of the one row of this tenant in each table: an attacker who knows it learns nothing by it."""
    return HIDDEN_ID.format(sum(map(ord, tenant.word)))


def _mark_people(admin: psycopg.Connection, aim: Target) -> None:
    """Everybody but the attacker, with their second factors; in the gate the neighbour works for another prefecture."""
    mark = [aim.attacker]
    admin.execute("UPDATE councils_staff SET name = 'LEAKSTAFF', password = 'LEAK' || id WHERE username <> %s", mark)
    admin.execute(
        "UPDATE mfa_authenticator SET data = %s WHERE user_id NOT IN"
        " (SELECT id FROM councils_staff WHERE username = %s)",
        [json.dumps({"secret": "LEAKFACTOR"}), *mark],
    )
    if aim.home == "vault" and aim.neighbour:
        there = [aim.tenants[-1].prefecture, aim.neighbour]
        admin.execute("UPDATE councils_staff SET council_id = %s WHERE username = %s", there)
        admin.execute(
            "UPDATE councils_post SET council_id = %s WHERE staff_id IN"
            " (SELECT id FROM councils_staff WHERE username = %s)",
            there,
        )
