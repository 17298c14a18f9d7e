-- Who may enter the vault. After database.sql, by a superuser, in that database or a copy of it.

DO $$
BEGIN
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO vault_owner, gate, gate_worker, sealer', current_database());
END
$$;

GRANT USAGE ON LANGUAGE plpgsql TO vault_owner;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_logical_emit_message(boolean, text, text, boolean) TO vault_owner;  -- of disclose()
