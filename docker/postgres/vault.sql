-- Who may enter the vault. After database.sql, by a superuser, in that database or a copy of it.

DO $$
BEGIN
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO vault_owner, gate, gate_worker, sealer', current_database());
END
$$;
