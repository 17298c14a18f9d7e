"""What must not be there at all, and ciphertexts, which no page may read."""

from collections.abc import Iterator

import psycopg

from config.servers import Home

MADE_HERE = "oid >= 16384"  # what PostgreSQL brings is below
ABSENT = {
    "rule": "SELECT rulename FROM pg_rules WHERE schemaname NOT IN ('pg_catalog', 'information_schema')",
    "event trigger": "SELECT evtname FROM pg_event_trigger",
    "extension": "SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'",
    "foreign data wrapper": "SELECT fdwname FROM pg_foreign_data_wrapper",
    "foreign server": "SELECT srvname FROM pg_foreign_server",
    "user mapping": "SELECT srvname || ' of ' || usename FROM pg_user_mappings",
    "publication": "SELECT pubname FROM pg_publication",
    "subscription": "SELECT subname FROM pg_subscription",
    "default privilege": "SELECT defaclrole::regrole::text FROM pg_default_acl",
    "large object": "SELECT oid::text FROM pg_largeobject_metadata",
    "security label": "SELECT objname FROM pg_seclabels",
    "granted setting": "SELECT parname FROM pg_parameter_acl",
    "setting of a login": (
        "SELECT setrole::regrole || ' ' || setting FROM pg_db_role_setting, unnest(setconfig) setting"
        " WHERE setrole <> 0 AND setting <> 'track_activities=off'"
    ),
    "heir of a table": "SELECT inhrelid::regclass::text FROM pg_inherits",
    "language": f"SELECT lanname FROM pg_language WHERE {MADE_HERE}",
    "type": f"SELECT typname FROM pg_type WHERE {MADE_HERE} AND typrelid = 0 AND typelem = 0",
    "cast": f"SELECT castsource::regtype || ' to ' || casttarget::regtype FROM pg_cast WHERE {MADE_HERE}",
    "operator": f"SELECT oprname FROM pg_operator WHERE {MADE_HERE}",
    "operator class": f"SELECT opcname FROM pg_opclass WHERE {MADE_HERE}",
    "access method": f"SELECT amname FROM pg_am WHERE {MADE_HERE}",
    "collation": f"SELECT collname FROM pg_collation WHERE {MADE_HERE}",
    "conversion": f"SELECT conname FROM pg_conversion WHERE {MADE_HERE}",
    "transform": f"SELECT trftype::regtype::text FROM pg_transform WHERE {MADE_HERE}",
    "text search": f"SELECT cfgname FROM pg_ts_config WHERE {MADE_HERE}",
    "dictionary": f"SELECT dictname FROM pg_ts_dict WHERE {MADE_HERE}",
    "statistics object": "SELECT stxname FROM pg_statistic_ext",
    # EXPLAIN answers anybody from them: councils/planner.py
    "statistic that says who": (
        "SELECT attrelid::regclass || '.' || attname FROM pg_attribute JOIN pg_class c ON c.oid = attrelid"
        " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped"
        " AND atttypid NOT IN ('bool'::regtype, 'timestamptz'::regtype, 'uuid'::regtype) "
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
    # a constraint, a default or an index runs its function as whoever writes
    "function in a default, check or index": (
        "SELECT pg_describe_object(classid, objid, objsubid) FROM pg_depend WHERE refclassid = 'pg_proc'::regclass"
        " AND refobjid >= 16384 AND classid NOT IN ('pg_policy'::regclass, 'pg_trigger'::regclass)"
    ),
    "default that calls": (
        "SELECT attname || ' ' || pg_get_expr(adbin, adrelid) FROM pg_attrdef JOIN pg_attribute"
        " ON attrelid = adrelid AND attnum = adnum WHERE pg_get_expr(adbin, adrelid) ~ '\\w\\('"
        " AND pg_get_expr(adbin, adrelid) NOT IN ('statement_timestamp()', 'gen_random_uuid()')"
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
