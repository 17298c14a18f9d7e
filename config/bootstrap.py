"""Login roles, the two databases and their rights, made before the first migration; safe to repeat."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from config.secrets import OWNERS, Secrets
from config.servers import HOMES, Home, Servers

SCRIPTS = Path(__file__).parent.parent / "docker" / "postgres"
# rows of both databases compare the same on every server: by code point, with the case rules of Unicode
CREATE = (
    "CREATE DATABASE {} TEMPLATE template0 OWNER {} ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"
)


def prepare(secrets: Secrets, servers: Servers) -> None:
    """Makes what is missing on both servers (often one), and sets rights and passwords again.

    The administrators must be superusers: only they may take EXECUTE on PostgreSQL's own functions from PUBLIC.
    """
    for server in dict.fromkeys(servers.administrator(home) for home in HOMES):
        _prepare_server(server, secrets)
    for home in HOMES:
        server = servers.administrator(home)
        _create(server, home)
        grant_database(server, home, home)


def grant_database(administrator: str, name: str, home: Home) -> None:
    """Gives a database the owner and the rights of `home`; a test's copy too, since these are not copied with it."""
    with _connected(_inside(administrator, name)) as connection:
        owner = sql.SQL("ALTER DATABASE {} OWNER TO {}")
        connection.execute(owner.format(sql.Identifier(name), sql.Identifier(OWNERS[home])))
        _run(connection, "database.sql")
        _run(connection, f"{home}.sql")


def _prepare_server(administrator: str, secrets: Secrets) -> None:
    """Passwords last: nobody gets in before the rights are right."""
    for name in ("postgres", "template1"):
        with _connected(_inside(administrator, name)) as connection:
            _run(connection, "database.sql")
    with _connected(administrator) as connection:
        _run(connection, "roles.sql")
        for login, password in secrets.passwords.items():
            _set_password(connection, login, password)


def _set_password(connection: psycopg.Connection, login: str, password: str) -> None:
    """The server is given a SCRAM verifier, so the password itself cannot get into its log."""
    verifier = connection.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256").decode()
    connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(login), sql.Literal(verifier)))


def _create(administrator: str, home: Home) -> None:
    """CREATE DATABASE cannot stand in a transaction, and knows no IF NOT EXISTS."""
    with psycopg.connect(administrator, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [home]).fetchone():
            connection.execute(sql.SQL(CREATE).format(sql.Identifier(home), sql.Identifier(OWNERS[home])))


def _run(connection: psycopg.Connection, script: str) -> None:
    connection.execute((SCRIPTS / script).read_bytes())


def _inside(administrator: str, database: str) -> str:
    """The same login in another database."""
    return make_conninfo(administrator, dbname=database)


@contextmanager
def _connected(conninfo: str) -> Iterator[psycopg.Connection]:
    """One transaction; two runs at a time wait for each other instead of failing with "tuple concurrently updated"."""
    with psycopg.connect(conninfo) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(hashtext('yorisoi bootstrap'))")
        yield connection
