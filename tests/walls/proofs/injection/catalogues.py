"""Catalogues: what PostgreSQL itself keeps about rows, statements and other sessions."""

from tests.walls.proofs.injection.kinds import NEIGHBOUR, closed, differs, says

_HIDDEN, _ABSENT = "{their_word}", "ABSENT7"
_PLAN = "EXPLAIN (FORMAT JSON) SELECT 1 FROM {table} WHERE "

PAYLOADS = (
    says("common values", "SELECT * FROM pg_stats"),
    says("common values, raw", "SELECT * FROM pg_statistic"),
    says("joint statistics", "SELECT * FROM pg_stats_ext", "SELECT * FROM pg_statistic_ext_data"),
    says("statements of others", NEIGHBOUR, "SELECT query FROM pg_stat_activity"),
    closed("who is connected", "SELECT * FROM pg_stat_activity"),
    closed("who does what, by function", "SELECT pg_stat_get_backend_activity(n) FROM generate_series(1, 50) n"),
    closed("rows written by table", "SELECT relname, n_tup_ins FROM pg_stat_all_tables"),
    closed("rows read by index", "SELECT idx_tup_read FROM pg_stat_all_indexes"),
    closed("size of a table", "SELECT pg_relation_size('{table}')", "SELECT pg_total_relation_size('{table}')"),
    closed("size of the database", "SELECT pg_database_size(current_database())"),
    closed("locks of others", "SELECT * FROM pg_locks"),
    closed("how far the log has come", "SELECT pg_current_wal_lsn()"),
    closed("a message in the log", "SELECT pg_logical_emit_message(false, 'x', 'x')"),
    says("passwords", "SELECT rolname, rolpassword FROM pg_authid", "SELECT * FROM pg_shadow"),
    says("settings of roles", "SELECT * FROM pg_db_role_setting"),
    says("mappings", "SELECT * FROM pg_user_mappings", "SELECT * FROM pg_subscription"),
    says(
        "definitions", "SELECT pg_get_viewdef(oid), pg_get_functiondef('walls.disclose'::regproc) FROM pg_class LIMIT 1"
    ),
    says("columns", "SELECT * FROM information_schema.columns", "SELECT * FROM information_schema.role_table_grants"),
    says(
        "comments and defaults",
        "SELECT description FROM pg_description",
        "SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef",
    ),
    says("sequences", "SELECT last_value FROM pg_sequences", "SELECT * FROM councils_trailrow_id_seq"),
    says("a sequence's current value", "SELECT currval('councils_trailrow_id_seq')"),
    says("a sequence's next value", "SELECT nextval('councils_trailrow_id_seq')"),
    differs("estimate of a hidden value", _PLAN + "{column} = '{value}'", hidden=_HIDDEN, absent=_ABSENT),
    differs("estimate of a hidden range", _PLAN + "{column} > '{value}'", hidden="LEAJ", absent="LEAL"),
    differs("estimate of a hidden beginning", _PLAN + "{column} ^@ '{value}'", hidden="LE", absent="AB"),
    differs(
        "estimate in a block",
        "DO $$ DECLARE said json; BEGIN EXECUTE $q$EXPLAIN (FORMAT JSON) SELECT 1 FROM {table}"
        " WHERE {column} = '{value}'$q$ INTO said; RAISE NOTICE '%', said; END $$",
        hidden=_HIDDEN,
        absent=_ABSENT,
    ),
    differs(
        "plan that is run",
        "EXPLAIN (ANALYZE, BUFFERS OFF, TIMING OFF, SUMMARY OFF) SELECT 1 FROM {table} WHERE {column} = '{value}'",
        hidden=_HIDDEN,
        absent=_ABSENT,
    ),
)
