"""What a login may not become: another role, another database, another login, or two statements in one call."""

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from config.secrets import LOGINS, OWNERS, VISITORS
from config.servers import HOMES, as_login

pytestmark = pytest.mark.zone("walls")

ROLES = [(role, home) for home in HOMES for role in VISITORS[home]]
OTHERS = [*LOGINS, "postgres", "pg_read_all_data"]


@pytest.mark.parametrize(
    ("role", "home", "other"), [(role, home, other) for role, home in ROLES for other in OTHERS if other != role]
)
def test_no_login_becomes_another_role(login, role, home, other):
    connection = login(role, home, autocommit=True)

    for statement in ("SET ROLE {}", "SET SESSION AUTHORIZATION {}", "SELECT set_config('role', '{}', false)"):
        with pytest.raises(InsufficientPrivilege, match="permission denied"):
            connection.execute(statement.format(other))


@pytest.mark.parametrize("role", [role for role in LOGINS if role not in (*VISITORS["vault"], OWNERS["vault"])])
def test_the_vault_does_not_open(test_bed, role):
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(test_bed.secrets.login_url(role, "vault", test_bed.servers))


def test_the_pages_of_the_gate_have_no_way_to_the_cases(test_bed):
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(test_bed.secrets.login_url("gate", "cases", test_bed.servers))


@pytest.mark.parametrize("role", LOGINS)
@pytest.mark.parametrize("database", ["postgres", "template1"])
def test_no_login_enters_a_database_of_the_server(test_bed, role, database):
    url = as_login(test_bed.admin, role, test_bed.secrets.passwords[role], database)

    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(url)


@pytest.mark.parametrize("other", [login for login in LOGINS if login != "counter"])
def test_the_counters_password_opens_no_other_login(test_bed, other):
    url = as_login(test_bed.admin, other, test_bed.secrets.passwords["counter"], "cases")

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url)


def test_without_a_password_nobody_enters(test_bed):
    with pytest.raises(psycopg.OperationalError, match=r"no password supplied|password authentication failed"):
        psycopg.connect(as_login(test_bed.admin, "counter", "", "cases"))


@pytest.mark.parametrize(("role", "home"), ROLES)
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "CREATE TEMP TABLE mine (id int)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE ROLE mine",
        "SELECT pg_read_file('postgresql.conf')",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT lo_create(0)",
        "SELECT pg_terminate_backend(pg_backend_pid())",
        "SELECT rolpassword FROM pg_authid",
        "ALTER SYSTEM SET log_statement = 'all'",
        "SET session_replication_role = replica",  # would switch every trigger off
        "SET log_parameter_max_length = -1",
        "ALTER ROLE postgres PASSWORD 'x'",
        "CREATE EXTENSION dblink",
    ],
)
def test_a_login_makes_and_reaches_nothing_of_the_server(login, role, home, statement):
    with pytest.raises(InsufficientPrivilege):
        login(role, home, autocommit=True).execute(statement)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT query FROM pg_stat_activity",
        "SELECT n_tup_ins FROM pg_stat_user_tables",
        "SELECT * FROM pg_locks",
        "SELECT pg_relation_size('loans_member')",
    ],
)
def test_what_others_do_cannot_be_read_not_even_counted(login, query):
    with pytest.raises(InsufficientPrivilege, match="permission denied for function"):
        login("counter", "cases").execute(query)


@pytest.mark.parametrize(("role", "home"), [("counter", "cases"), ("office", "cases"), ("gate", "vault")])
def test_no_login_runs_a_block(login, role, home):
    with pytest.raises(InsufficientPrivilege, match="permission denied for language plpgsql"):
        login(role, home).execute("DO $$BEGIN END$$")


@pytest.mark.parametrize("role", ["gate", "gate_worker", "sealer", "statistics"])
def test_only_the_desks_may_notify(login, role):
    home = "vault" if role == "gate" else "cases"

    with pytest.raises(InsufficientPrivilege, match="pg_notify"):
        login(role, home).execute("SELECT pg_notify('slip', '130001')")
