-- Closes the database it is run in. Run by a superuser in every database of the server (postgres and template1 too) and in
-- every copy: rights on a database are not copied with a template. cases.sql and vault.sql then give back what is needed.

DO $$
DECLARE
    holder text;
    closed regprocedure;
BEGIN
    -- CONNECT and TEMP, from PUBLIC and from every role but the owner: what was once granted is granted again after this
    FOR holder IN
        SELECT DISTINCT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END
        FROM pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba)))
        WHERE datname = current_database() AND grantee <> datdba
    LOOP
        EXECUTE format('REVOKE ALL ON DATABASE %I FROM %s', current_database(), holder);
    END LOOP;

    -- large objects have no row policies; a NOTIFY carries anything to any role; the other two end the work of others
    FOR closed IN
        SELECT oid::regprocedure FROM pg_proc
        WHERE pronamespace = 'pg_catalog'::regnamespace
          AND (proname LIKE 'lo\_%' OR proname IN ('loread', 'lowrite', 'pg_notify', 'pg_terminate_backend', 'pg_cancel_backend'))
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', closed);
    END LOOP;

    -- What the server counts tells how much others do: rows written by table, sizes, locks, who is connected, how far the log
    -- has come. Monitoring keeps it.
    FOR closed IN
        SELECT oid::regprocedure FROM pg_proc
        WHERE pronamespace = 'pg_catalog'::regnamespace
          AND (proname LIKE 'pg\_stat\_get\_%'
               OR proname ~ '^pg_(relation|table|indexes|total_relation|database|tablespace)_size$'
               OR proname ~ '^pg_current_wal_'
               OR proname IN ('pg_lock_status', 'pg_notification_queue_usage', 'pg_export_snapshot',
                              'pg_logical_emit_message', 'pg_prepared_xact'))
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', closed);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO pg_monitor', closed);
    END LOOP;

    -- Councils differ a hundredfold in size: a plan for the average one sorted a large one whole (page 201 of a list took
    -- 12.8 ms instead of 0.8). Planning each time is not to be seen in a list's time.
    EXECUTE format('ALTER DATABASE %I SET plan_cache_mode = force_custom_plan', current_database());
END
$$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
-- Blocks (DO) can try ten thousand things in one statement and swallow the errors; functions are the owner's.
REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC;
