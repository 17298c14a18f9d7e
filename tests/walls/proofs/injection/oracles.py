"""Oracles: errors, conflicts and delays that would tell that a hidden row is there."""

from tests.walls.proofs.injection.kinds import SLEEP_SECONDS, differs, says, sleeps

_IS_HIDDEN = "{column}::text LIKE 'L_AK%'"
_WORD = "'LE' || 'AK'"
_ID = {"hidden": "{hidden_id}", "absent": "00000000-0000-4000-8000-000000000000"}

PAYLOADS = (
    says("cast error", "SELECT * FROM {table} WHERE {column}::text::int = 1"),
    says("cast error of a sum", "SELECT sum({column}::text::numeric) FROM {table}"),
    says("error by division", "SELECT * FROM {table} WHERE 1 / (length({column}::text) - length({column}::text)) = 1"),
    says("cast error of what is shut", "SELECT * FROM {shut} WHERE {shut_column}::text::int = 1"),
    says("a regular expression", "SELECT regexp_matches({column}::text, '.*', 'g') FROM {table}"),
    says("json path", "SELECT jsonb_path_query(to_jsonb(t), '$.*') FROM {table} t"),
    says("exists", f"SELECT CASE WHEN EXISTS (SELECT 1 FROM {{table}} WHERE {_IS_HIDDEN}) THEN {_WORD} END"),
    says("exists in what is shut", f"SELECT CASE WHEN EXISTS (SELECT 1 FROM {{shut}}) THEN {_WORD} END"),
    says("count", f"SELECT repeat({_WORD}, count(*)::int) FROM {{table}} WHERE {_IS_HIDDEN}"),
    says("a leaky condition first", f"SELECT {_WORD} FROM {{table}} WHERE {_IS_HIDDEN} AND random() >= 0"),
    says("by place", f"SELECT {_WORD} FROM {{table}} WHERE ctid >= '(0,1)' AND {_IS_HIDDEN}"),
    says("by a join", f"SELECT {_WORD} FROM {{table}} a JOIN {{table}} b USING (id) WHERE a.{_IS_HIDDEN}"),
    says("a long text", "SELECT repeat({column}::text, 100000) FROM {table} WHERE " + _IS_HIDDEN),
    says("an array of everything", "SELECT array_agg({column}::text) FROM {table}"),
    sleeps("sleeping on a hidden row", f"SELECT pg_sleep({SLEEP_SECONDS}) FROM {{table}} WHERE {_IS_HIDDEN} LIMIT 1"),
    sleeps(
        "sleeping by case",
        f"SELECT CASE WHEN EXISTS (SELECT 1 FROM {{table}} WHERE {_IS_HIDDEN}) THEN pg_sleep({SLEEP_SECONDS}) END",
    ),
    sleeps(
        "sleeping before the policy",
        f"SELECT 1 FROM {{table}} WHERE CASE WHEN {_IS_HIDDEN} THEN pg_sleep({SLEEP_SECONDS}) IS NULL ELSE true END",
    ),
    sleeps("sleeping in what is shut", f"SELECT pg_sleep({SLEEP_SECONDS}) FROM {{shut}} LIMIT 1"),
    differs("a parent of another council, which a guard looks at", "{adopted}", **_ID),
    differs("a hidden id", "SELECT * FROM {table} WHERE id = '{value}'", **_ID),
    differs("a hidden id locked", "SELECT 1 FROM {table} WHERE id = '{value}' FOR UPDATE NOWAIT", **_ID),
    differs("a hidden id updated", "UPDATE {table} SET id = id WHERE id = '{value}'", **_ID),
    differs("a hidden id deleted", "DELETE FROM {table} WHERE id = '{value}'", **_ID),
)
