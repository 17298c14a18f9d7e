"""What would outlive a request on a pooled connection, other roles, stacked statements, savepoints."""

from tests.walls.proofs.injection.contexts import READ
from tests.walls.proofs.injection.kinds import NEIGHBOUR, THEN, says

# what a neighbour's request would do for the attacker, if it could be made to run this
_STOLEN = "set_config('mine.kept', (SELECT string_agg(t::text, ' ') FROM {table} t), false)"
_KEPT = "SELECT current_setting('mine.kept', true)"
_ROLES = ("cases_owner", "vault_owner", "postgres", "pg_read_all_data", "office", "counter", "gate")
_SETTINGS = {
    "row_security": "off",
    "session_replication_role": "replica",
    "search_path": "pg_temp, public",
    "default_transaction_read_only": "on",
    "synchronous_commit": "off",
    "statement_timeout": "1",
    "log_statement": "all",
    "debug_print_plan": "on",
    "track_activities": "on",
    "transaction_isolation": "serializable",
    "local_preload_libraries": "x",
    "DateStyle": "German",
    "standard_conforming_strings": "off",
    "client_encoding": "LATIN1",
    "is_superuser": "on",
    "plan_cache_mode": "force_generic_plan",
    "allow_system_table_mods": "on",
}

PAYLOADS = (
    *(says(f"set_config role {role}", f"SELECT set_config('role', '{role}', false)", READ) for role in _ROLES),
    *(says(f"SET SESSION AUTHORIZATION {role}", f"SET SESSION AUTHORIZATION {role}", READ) for role in _ROLES[:3]),
    says(
        "set_config session_authorization",
        "SELECT set_config('session_authorization', 'cases_owner', false)",
        READ,
    ),
    *(
        says(f"set_config {name}", f"SELECT set_config('{name}', '{value}', false)", READ, THEN, READ, NEIGHBOUR, READ)
        for name, value in _SETTINGS.items()
    ),
    says("stacked read", "SELECT 1; SELECT * FROM {table}; TABLE {shut}"),
    says("stacked commit and begin", "COMMIT; BEGIN; SELECT * FROM {table}", THEN, READ),
    says("stacked commit, then out of any transaction", "COMMIT; SELECT * FROM {table}", READ),
    says(
        "stacked commit, then a context for the session",
        "COMMIT; SELECT set_config('walls.context', '{borrowed}', false); SELECT * FROM {table}",
        THEN,
        READ,
    ),
    says("rollback of the request", "ROLLBACK", READ),
    says("commit of the request", "COMMIT", READ),
    says("a new transaction", "ROLLBACK AND CHAIN", READ),
    says(
        "savepoint after the context",
        "SAVEPOINT a",
        "SELECT set_config('walls.context', '', true)",
        READ,
        "ROLLBACK TO SAVEPOINT a",
        READ,
    ),
    says(
        "savepoint of a borrowed context",
        "SAVEPOINT a",
        "SELECT set_config('walls.context', '{borrowed}', true)",
        "RELEASE SAVEPOINT a",
        READ,
    ),
    says("prepared transaction", "PREPARE TRANSACTION 'mine'", READ),
    says("own password", "ALTER ROLE {login} PASSWORD 'mine'", READ),
    says("own settings", "ALTER ROLE {login} SET row_security = off", READ, THEN, READ),
    says("own context as a setting", "ALTER ROLE {login} SET walls.context = '{borrowed}'", THEN, READ),
    says("own rights", "ALTER ROLE {login} BYPASSRLS", READ),
    says("own rights, superuser", "ALTER ROLE {login} SUPERUSER", READ),
    says("membership", "GRANT cases_owner TO {login}", READ),
    says("prepared statement left behind", f"PREPARE mine AS SELECT {_STOLEN}", NEIGHBOUR, "EXECUTE mine", _KEPT),
    # the driver numbers its statements; under such a name another statement would run in the neighbour's request
    *(
        says(
            f"prepared statement put in the driver's place, from {first}",
            f"DO $$ BEGIN FOR n IN {first}..{first + 199} LOOP BEGIN EXECUTE format('DEALLOCATE \"_pg3_%s\"', n);"
            " EXCEPTION WHEN OTHERS THEN NULL; END;"
            f' BEGIN EXECUTE format($f$PREPARE "_pg3_%s" AS SELECT {_STOLEN}$f$, n);'
            " EXCEPTION WHEN OTHERS THEN NULL; END; END LOOP; END $$",
            NEIGHBOUR,
            _KEPT,
            THEN,
            _KEPT,
        )
        for first in (0, 200)
    ),
    says(
        "cursor held over the end",
        "DECLARE mine CURSOR WITH HOLD FOR SELECT * FROM {table}",
        NEIGHBOUR,
        "FETCH ALL FROM mine",
    ),
    says("the neighbour's prepared statements", NEIGHBOUR, "SELECT * FROM pg_prepared_statements"),
    says("the neighbour's cursors", NEIGHBOUR, "SELECT * FROM pg_cursors"),
    says("listening", "LISTEN slip", "LISTEN tell", NEIGHBOUR, "SELECT pg_listening_channels()"),
    says("notifying", "SELECT pg_notify('slip', (SELECT string_agg(t::text, '') FROM {table} t))"),
    says("NOTIFY", "NOTIFY slip, 'x'"),
    says("ending others", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"),
    says("cancelling others", "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"),
    says("advisory lock kept", "SELECT pg_advisory_lock(1)", NEIGHBOUR, "SELECT pg_try_advisory_lock(1)"),
    says("locking a table", "LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE", READ),
    says("locking what is shut", "LOCK TABLE {shut} IN ACCESS SHARE MODE"),
    says("a snapshot of another's", "SELECT pg_export_snapshot()", READ),
)
