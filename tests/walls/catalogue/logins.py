"""Login roles, what they are members of, and who may enter the database."""

from collections.abc import Iterator

import psycopg

from config.secrets import LOGINS, OWNERS, VISITORS
from config.servers import Home

ATTRIBUTES = """
SELECT rolname, rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolinherit, rolreplication
FROM pg_roles WHERE rolcanlogin AND rolname <> current_user
"""
MEMBERS = """
SELECT m.rolname, g.rolname FROM pg_auth_members JOIN pg_roles m ON m.oid = member JOIN pg_roles g ON g.oid = roleid
WHERE m.rolname = ANY (%s) OR g.rolname = ANY (%s)
"""
ENTRY = """
SELECT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END, privilege_type, is_grantable
FROM pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba)))
WHERE datname = current_database() AND grantee <> datdba
"""
SCHEMAS = """
SELECT nspname, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END, privilege_type
FROM pg_namespace, aclexplode(coalesce(nspacl, acldefault('n', nspowner))) WHERE grantee <> nspowner
"""


def faults(connection: psycopg.Connection, home: Home) -> Iterator[str]:
    yield from _of_roles(connection)
    yield from _of_entry(connection, home)
    for schema, grantee, privilege in connection.execute(SCHEMAS).fetchall():
        is_known = grantee in WALLS[home] if schema == "walls" else grantee == "PUBLIC" and schema in EVERYBODYS
        if privilege != "USAGE" or not is_known:
            yield f"schema {schema}: {grantee} has {privilege}"


EVERYBODYS = ("public", "pg_catalog", "information_schema")
# statistics has tables of its own when its time comes; until then nothing of walls
WALLS: dict[Home, tuple[str, ...]] = {
    "cases": ("counter", "office", "gate_worker", "sealer"),
    "vault": ("gate", "gate_worker", "sealer"),
}


def _of_roles(connection: psycopg.Connection) -> Iterator[str]:
    for name, is_more, replicates in connection.execute(ATTRIBUTES).fetchall():
        if name not in LOGINS:
            yield f"login {name} is nobody's"
        if is_more or replicates != (name == "backup"):
            yield f"login {name} has attributes that no login has"
    names = list(LOGINS)
    for member, of in connection.execute(MEMBERS, [names, names]).fetchall():
        yield f"{member} is a member of {of}"


def _of_entry(connection: psycopg.Connection, home: Home) -> Iterator[str]:
    found = set(connection.execute(ENTRY).fetchall())
    declared = {(login, "CONNECT", False) for login in VISITORS[home]} | _of_owner(connection, home)
    for each in sorted(found ^ declared):
        yield f"database: {each} is in one of database and matrix only"


def _of_owner(connection: psycopg.Connection, home: Home) -> set[tuple[str, str, bool]]:
    owner = connection.execute(
        "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
    ).fetchone()[0]
    return set() if owner == OWNERS[home] else {(f"owned by {owner}", "", False)}
