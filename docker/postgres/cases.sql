-- Who may enter the database of the cases. After database.sql, by a superuser, in that database or a copy of it.

DO $$
BEGIN
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO cases_owner, counter, office, gate_worker, sealer, statistics',
                   current_database());
END
$$;

-- the doorbell
-- the office rings by itself; a withdrawal at the counter rings through a function of the owner
GRANT EXECUTE ON FUNCTION pg_catalog.pg_notify(text, text) TO office, cases_owner;

GRANT USAGE ON LANGUAGE plpgsql TO cases_owner;
