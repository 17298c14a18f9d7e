"""Tables: every one is known, owned, forced, and carries the grants, policies and triggers of the matrix."""

import re
from collections import defaultdict
from collections.abc import Iterator

import psycopg

from config.secrets import OWNERS
from config.servers import Home
from tests.walls.matrix import TABLES, Grant, Policy, Table

# tables of every sort, views and composite types; indexes and TOAST follow their tables
RELATIONS = """
SELECT CASE nspname WHEN 'public' THEN relname ELSE nspname || '.' || relname END, relkind::text,
  relrowsecurity AND relforcerowsecurity, pg_get_userbyid(relowner)
FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND relkind NOT IN ('i', 'I', 't', 'S')
"""
GRANTS = """
SELECT CASE nspname WHEN 'public' THEN relname ELSE nspname || '.' || relname END, privilege_type, attname,
  CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END, is_grantable
FROM (SELECT oid AS relation, '' AS attname, acl.* FROM pg_class, aclexplode(relacl) acl
  UNION ALL SELECT attrelid, attname, acl.* FROM pg_attribute, aclexplode(attacl) acl) granted
JOIN pg_class c ON c.oid = relation JOIN pg_namespace n ON n.oid = relnamespace
WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND grantee <> relowner
"""
POLICIES = """
SELECT CASE schemaname WHEN 'public' THEN tablename ELSE schemaname || '.' || tablename END, policyname, roles::text[],
  cmd, coalesce(qual, ''), coalesce(with_check, ''), permissive = 'RESTRICTIVE'
FROM pg_policies
"""
TRIGGERS = """
SELECT CASE nspname WHEN 'public' THEN relname ELSE nspname || '.' || relname END, tgname, tgisinternal, tgenabled::text
FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid JOIN pg_namespace n ON n.oid = relnamespace
"""
SEQUENCES = """
SELECT c.relname, c.relacl::text, owner.relname FROM pg_class c
LEFT JOIN pg_depend d ON d.objid = c.oid AND d.deptype IN ('a', 'i') AND d.refclassid = 'pg_class'::regclass
LEFT JOIN pg_class owner ON owner.oid = d.refobjid
WHERE c.relkind = 'S'
"""
_ASKED_ONCE = re.compile(r"\( SELECT walls\.(\w+)\(\) AS \w+\)")
_CAST = re.compile(r"\((\w+)\)::\w+|::\w+")


def faults(connection: psycopg.Connection, home: Home) -> Iterator[str]:
    tables = TABLES[home]
    yield from _unknown(connection, tables, OWNERS[home])
    yield from _differences("grants", _grants(connection), {name: table.grants for name, table in tables.items()})
    yield from _differences("policies", _policies(connection), _declared_policies(tables, OWNERS[home]))
    yield from _triggers(connection, tables)
    yield from _sequences(connection, tables)


def plain(expression: str) -> str:
    """A policy's expression without casts; (SELECT walls.f()) reads <f>, and a call for every row stays what it is."""
    return _CAST.sub(lambda cast: cast.group(1) or "", _ASKED_ONCE.sub(r"<\1>", expression))


def _unknown(connection: psycopg.Connection, tables: dict[str, Table], owner: str) -> Iterator[str]:
    found = {}
    for name, relkind, is_forced, owned_by in connection.execute(RELATIONS).fetchall():
        found[name] = relkind
        if name not in tables:
            yield f"{name} (kind {relkind}) is in no matrix"
        elif relkind != "r":
            yield f"{name} is no plain table but of kind {relkind}"
        if not is_forced:
            yield f"{name} is without forced row security"
        if owned_by != owner:
            yield f"{name} is owned by {owned_by}"
    for name in tables.keys() - found.keys():
        yield f"{name} is in the matrix, but not in the database"


def _grants(connection: psycopg.Connection) -> dict[str, set[Grant]]:
    found = defaultdict(set)
    for name, privilege, column, grantee, is_grantable in connection.execute(GRANTS).fetchall():
        found[name].add(Grant(grantee, privilege + (" WITH GRANT OPTION" if is_grantable else ""), column))
    return found


def _policies(connection: psycopg.Connection) -> dict[str, set[tuple[str, Policy]]]:
    found = defaultdict(set)
    for name, policy, roles, command, using, check, is_restrictive in connection.execute(POLICIES).fetchall():
        read_back = Policy(frozenset(roles), command, plain(using), plain(check), is_restrictive)
        found[name].add((policy, read_back))
    return found


def _declared_policies(tables: dict[str, Table], owner: str) -> dict[str, set[tuple[str, Policy]]]:
    owner_rows = ("owner_rows", Policy(frozenset({owner}), "ALL", "true", "true"))
    return {name: {owner_rows, *table.policies.items()} for name, table in tables.items()}


def _triggers(connection: psycopg.Connection, tables: dict[str, Table]) -> Iterator[str]:
    found = defaultdict(set)
    for name, trigger, is_internal, enabled in connection.execute(TRIGGERS).fetchall():
        if enabled != "O":
            yield f"{name}: trigger {trigger} is not enabled"  # a foreign key's too
        if not is_internal:
            found[name].add(trigger)
    yield from _differences("triggers", found, {name: table.triggers for name, table in tables.items()})


def _sequences(connection: psycopg.Connection, tables: dict[str, Table]) -> Iterator[str]:
    for name, acl, owner in connection.execute(SEQUENCES).fetchall():
        if owner not in tables:
            yield f"sequence {name} belongs to no known table"
        if acl is not None:
            yield f"sequence {name} is granted: {acl}"


def _differences(what: str, found, declared) -> Iterator[str]:
    for name in sorted(found.keys() | declared.keys()):
        for each in sorted(map(str, set(found.get(name, ())) - set(declared.get(name, ())))):
            yield f"{name}: {what} have what the matrix has not: {each}"
        for each in sorted(map(str, set(declared.get(name, ())) - set(found.get(name, ())))):
            yield f"{name}: {what} lack {each}"
