"""What PostgreSQL brought: nobody was given more of it than it came with."""

from collections.abc import Iterator

import psycopg

from config.servers import Home

# privileges on PostgreSQL's own functions, relations and columns that are not as installed
GIVEN = """
WITH held AS (
  SELECT 'pg_proc'::regclass AS class, oid, 0 AS part, proacl AS acl, proowner AS owner FROM pg_proc
    WHERE pronamespace IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
  UNION ALL SELECT 'pg_class'::regclass, oid, 0, relacl, relowner FROM pg_class
    WHERE relnamespace IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
  UNION ALL SELECT 'pg_class'::regclass, attrelid, attnum, attacl, relowner FROM pg_attribute
    JOIN pg_class c ON c.oid = attrelid
    WHERE relnamespace IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
  UNION ALL SELECT 'pg_type'::regclass, oid, 0, typacl, typowner FROM pg_type
  UNION ALL SELECT 'pg_language'::regclass, oid, 0, lanacl, lanowner FROM pg_language
), now AS (
  SELECT class, oid, part, grantee, privilege_type FROM held, aclexplode(acl) WHERE grantee <> owner
    -- not recorded as installed, though it is
    AND NOT (grantee = 0 AND privilege_type = 'SELECT' AND class = 'pg_class'::regclass AND part = 0
      AND oid IN (SELECT c.oid FROM pg_class c WHERE relnamespace = 'information_schema'::regnamespace))
), installed AS (
  SELECT classoid, objoid, objsubid, grantee, privilege_type FROM pg_init_privs, aclexplode(initprivs)
  UNION ALL SELECT class, oid, 0, 0, given FROM held, unnest(ARRAY['EXECUTE', 'USAGE']) given
    WHERE class <> 'pg_class'::regclass AND NOT EXISTS (
      SELECT 1 FROM pg_init_privs WHERE classoid = class AND objoid = oid AND objsubid = 0)
)
SELECT pg_describe_object(class, oid, part), CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END,
  privilege_type FROM (SELECT * FROM now EXCEPT SELECT * FROM installed) given
"""
# the doorbell: docker/postgres/cases.sql says why
KNOWN: dict[Home, set[tuple[str, str, str]]] = {
    "cases": {("function pg_notify(text,text)", role, "EXECUTE") for role in ("office", "cases_owner")},
    "vault": set(),
}


def faults(connection: psycopg.Connection, home: Home) -> Iterator[str]:
    found = set(connection.execute(GIVEN).fetchall())
    for what, role, privilege in sorted(found - KNOWN[home]):
        yield f"{role} was given {privilege} on {what}"
    for what, role, privilege in sorted(KNOWN[home] - found):
        yield f"{role} lacks {privilege} on {what}"
