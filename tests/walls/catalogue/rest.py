"""What must not be there at all, and ciphertexts, which no page may read."""

from collections.abc import Iterator

import psycopg

from config.servers import Home

ABSENT = {
    "rule": "SELECT rulename FROM pg_rules WHERE schemaname NOT IN ('pg_catalog', 'information_schema')",
    "event trigger": "SELECT evtname FROM pg_event_trigger",
    "extension": "SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'",
    "foreign server": "SELECT srvname FROM pg_foreign_server",
    "publication": "SELECT pubname FROM pg_publication",
    "default privilege": "SELECT defaclrole::regrole::text FROM pg_default_acl",
    "large object": "SELECT oid::text FROM pg_largeobject_metadata",
    # EXPLAIN answers anybody from them: councils/planner.py
    "statistic that says who": (
        "SELECT attrelid::regclass || '.' || attname FROM pg_attribute JOIN pg_class c ON c.oid = attrelid"
        " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped"
        " AND atttypid NOT IN ('bool'::regtype, 'timestamptz'::regtype) "
        " AND attname NOT IN ('state', 'prefecture_id', 'municipal_council_id')"
        " AND attstattarget IS DISTINCT FROM 0"
    ),
    "language that everybody may use": (
        "SELECT lanname FROM pg_language, aclexplode(coalesce(lanacl, acldefault('l', lanowner)))"
        " WHERE grantee = 0 AND lanname LIKE 'pl%'"
    ),
    "schema": (
        "SELECT nspname FROM pg_namespace WHERE nspname NOT IN ('public', 'walls', 'information_schema')"
        " AND nspname !~ '^pg_'"
    ),
}
CIPHERTEXTS = """
SELECT DISTINCT attrelid::regclass::text FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
WHERE relkind = 'r' AND atttypid = 'bytea'::regtype AND relnamespace = 'public'::regnamespace
  AND has_any_column_privilege('gate', attrelid, 'SELECT, INSERT, UPDATE')
"""


def faults(connection: psycopg.Connection, home: Home) -> Iterator[str]:
    for what, query in ABSENT.items():
        for (name,) in connection.execute(query).fetchall():
            yield f"there is a {what}: {name}"
    if home == "vault":
        for (name,) in connection.execute(CIPHERTEXTS).fetchall():
            yield f"{name} holds ciphertext, and the pages of the gate reach it"
