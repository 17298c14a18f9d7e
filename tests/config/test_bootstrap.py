"""Roles, databases and rights, asked of a real server as the real logins."""

import itertools

import psycopg
import pytest
from psycopg import sql

from config import bootstrap
from config.secrets import LOGINS, OWNERS, VISITORS
from config.servers import HOMES, as_login

DATABASES = (*HOMES, "postgres", "template1")


def connect(secrets, servers, login, database="cases"):
    return psycopg.connect(as_login(servers.cases, login, secrets.passwords[login], database))


@pytest.mark.parametrize(("login", "database"), list(itertools.product(LOGINS, DATABASES)))
def test_a_login_enters_its_own_databases_only(prepared, secrets, servers, login, database):
    is_welcome = login in VISITORS.get(database, ()) or OWNERS.get(database) == login

    if is_welcome:
        connect(secrets, servers, login, database).close()
    else:
        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            connect(secrets, servers, login, database)


def test_the_server_has_the_login_roles_that_we_name_and_none_is_more_than_it_says(prepared, servers):
    question = """
        SELECT rolname, rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolinherit, rolreplication
        FROM pg_roles WHERE rolcanlogin AND rolname <> 'postgres'
    """
    with psycopg.connect(servers.cases) as administrator:
        roles = administrator.execute(question).fetchall()
        memberships = administrator.execute(
            "SELECT 1 FROM pg_auth_members WHERE member::regrole::text = ANY (%s)", [list(LOGINS)]
        ).fetchall()

    assert sorted(roles) == sorted((login, False, login == "backup") for login in LOGINS)
    assert memberships == []


@pytest.mark.parametrize("login", VISITORS["cases"])
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TEMP TABLE x ()",
        "CREATE TABLE public.x ()",
        "CREATE SCHEMA x",
        "SELECT lo_from_bytea(0, 'x')",
        "SELECT lo_create(0)",
        "SELECT lo_get(1)",
        "SELECT pg_terminate_backend(pg_backend_pid())",
        "SELECT pg_cancel_backend(pg_backend_pid())",
        "SET track_activities = on",
        "SET ROLE cases_owner",
    ],
)
def test_a_login_may_not(prepared, secrets, servers, login, statement):
    with connect(secrets, servers, login) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement)


@pytest.mark.parametrize("login", VISITORS["cases"])
def test_of_the_zones_only_the_office_rings(prepared, secrets, servers, login):
    with connect(secrets, servers, login) as connection:
        if login == "office":
            connection.execute("SELECT pg_notify('orders', '')")
        else:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("SELECT pg_notify('orders', '')")


def test_what_a_session_is_doing_is_not_shown_to_others_of_its_role(prepared, secrets, servers):
    with connect(secrets, servers, "office") as busy, connect(secrets, servers, "office") as curious:
        busy.execute("SELECT 'canary'")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied for function"):
            curious.execute("SELECT query FROM pg_stat_activity")
        kept = busy.execute("SHOW track_activities").fetchone()  # should that right ever be given back

    assert kept == ("off",)


def test_a_second_preparation_takes_back_what_was_added(prepared, secrets, servers):
    with psycopg.connect(servers.cases) as administrator:
        administrator.execute("GRANT cases_owner TO office")
        administrator.execute("ALTER ROLE office CREATEDB PASSWORD 'another'")
        administrator.execute("ALTER ROLE office IN DATABASE cases SET search_path = 'elsewhere'")
        administrator.execute("GRANT CONNECT ON DATABASE vault TO office")

    bootstrap.prepare(secrets, servers)

    with connect(secrets, servers, "office") as office:
        assert office.execute("SHOW search_path").fetchone() == ('"$user", public',)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            office.execute("SET ROLE cases_owner")
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        connect(secrets, servers, "office", "vault")


def test_a_copy_of_a_database_gets_its_rights_again(prepared, secrets, servers):
    with psycopg.connect(servers.cases, autocommit=True) as administrator:
        administrator.execute("CREATE DATABASE copied TEMPLATE cases STRATEGY FILE_COPY")
    connect(secrets, servers, "vault_owner", "copied").close()  # a bare copy is open to all

    bootstrap.grant_database(servers.cases, "copied", "cases")

    connect(secrets, servers, "counter", "copied").close()
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        connect(secrets, servers, "vault_owner", "copied")
    with (
        connect(secrets, servers, "gate_worker", "copied") as gate,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        gate.execute("SELECT pg_notify('orders', '')")
    with psycopg.connect(servers.cases, autocommit=True) as administrator:
        administrator.execute(sql.SQL("DROP DATABASE copied"))


def test_a_password_is_kept_as_scram_and_not_written_to_the_log(prepared, secrets, servers):
    with psycopg.connect(servers.cases) as administrator:
        kept = administrator.execute("SELECT rolpassword FROM pg_authid WHERE rolname = ANY (%s)", [list(LOGINS)])
        verifiers = [verifier for (verifier,) in kept.fetchall()]

    assert len(verifiers) == len(LOGINS)
    assert all(verifier.startswith("SCRAM-SHA-256$4096:") for verifier in verifiers)
    assert not any(password in prepared.log.read_text() for password in secrets.passwords.values())
