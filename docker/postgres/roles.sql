-- The login roles. Run by a superuser on every server, as often as one likes; passwords are set elsewhere.
-- Roles are of the server, not of a database: config/secrets.py has the same names, and a test compares them.

DO $$
DECLARE
    login name;
    membership name;
    place name;
    logins CONSTANT name[] := ARRAY['cases_owner', 'vault_owner', 'counter', 'office', 'gate', 'gate_worker',
                                    'sealer', 'statistics', 'backup'];
    owners CONSTANT name[] := ARRAY['cases_owner', 'vault_owner'];
BEGIN
    FOREACH login IN ARRAY logins LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login) THEN
            EXECUTE format('CREATE ROLE %I', login);
        END IF;
        EXECUTE format('ALTER ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOREPLICATION NOBYPASSRLS', login);
        -- a role may change its own settings; what it changed does not outlive a start, and what shall hold stands here
        EXECUTE format('ALTER ROLE %I RESET ALL', login);
        IF NOT login = ANY (owners) THEN
            -- a statement holds what people typed, and every session of a role can read those of the others
            EXECUTE format('ALTER ROLE %I SET track_activities = off', login);
        END IF;
    END LOOP;
    ALTER ROLE backup REPLICATION;

    FOR login, place IN
        SELECT rolname, datname
        FROM pg_db_role_setting
        JOIN pg_roles ON pg_roles.oid = setrole
        JOIN pg_database ON pg_database.oid = setdatabase
        WHERE rolname = ANY (logins)
    LOOP
        EXECUTE format('ALTER ROLE %I IN DATABASE %I RESET ALL', login, place);
    END LOOP;

    -- members of nothing: SET ROLE and inherited rights lead nowhere
    FOR login, membership IN
        SELECT member.rolname, granted.rolname
        FROM pg_auth_members
        JOIN pg_roles AS member ON member.oid = pg_auth_members.member
        JOIN pg_roles AS granted ON granted.oid = pg_auth_members.roleid
        WHERE member.rolname = ANY (logins)
    LOOP
        EXECUTE format('REVOKE %I FROM %I CASCADE', membership, login);
    END LOOP;
END
$$;
