-- Who may enter the database of the cases. After database.sql, by a superuser, in that database or a copy of it.

DO $$
BEGIN
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO cases_owner, counter, office, gate_worker, sealer, statistics',
                   current_database());
END
$$;

-- the doorbell
GRANT EXECUTE ON FUNCTION pg_catalog.pg_notify(text, text) TO counter, office;
