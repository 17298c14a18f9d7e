"""Functions: each known, with a fixed search_path, and to be called by whom the matrix names."""

from collections.abc import Iterator

import psycopg

from config.secrets import OWNERS
from config.servers import Home
from tests.walls.matrix import FUNCTIONS, Function

OURS = """
SELECT nspname, proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', prosecdef,
  coalesce(proconfig, '{}'), pg_get_userbyid(proowner),
  ARRAY(SELECT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END
    FROM aclexplode(coalesce(proacl, acldefault('f', proowner))) WHERE grantee <> proowner)
FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
WHERE nspname NOT IN ('pg_catalog', 'information_schema') OR prosecdef
"""
# large objects have no policies, a NOTIFY reaches everybody, two end the work of neighbours, the rest counts it
CLOSED = """
SELECT p.oid::regprocedure::text FROM pg_proc p, aclexplode(coalesce(proacl, acldefault('f', proowner)))
WHERE grantee = 0 AND pronamespace = 'pg_catalog'::regnamespace AND (proname LIKE 'lo\\_%'
  OR proname LIKE 'pg\\_stat\\_get\\_%'
  OR proname ~ '^pg_((relation|table|indexes|total_relation|database|tablespace)_size$|current_wal_)'
  OR proname IN ('loread', 'lowrite', 'pg_notify', 'pg_terminate_backend', 'pg_cancel_backend', 'pg_lock_status',
    'pg_notification_queue_usage', 'pg_export_snapshot', 'pg_logical_emit_message', 'pg_prepared_xact'))
"""
SEARCH_PATH = ["search_path=pg_catalog, pg_temp"]
PLANNED_ONCE = "plan_cache_mode=force_generic_plan"


def faults(connection: psycopg.Connection, home: Home) -> Iterator[str]:
    declared, found = FUNCTIONS[home], set()
    for schema, name, is_definer, settings, owner, callers in connection.execute(OURS).fetchall():
        found.add(name)
        if schema != "walls" or declared.get(name) != Function(is_definer, frozenset(callers)):
            yield f"function {schema}.{name} (definer: {is_definer}, for {sorted(callers)}) is not the matrix's"
        if [each for each in settings if each != PLANNED_ONCE] != SEARCH_PATH:
            yield f"function {schema}.{name} has no fixed search_path"
        if owner != OWNERS[home]:
            yield f"function {schema}.{name} is owned by {owner}"
    for name in declared.keys() - found:
        yield f"function {name} is in the matrix, but not in the database"
    for (name,) in connection.execute(CLOSED).fetchall():
        yield f"everybody may call {name}"
