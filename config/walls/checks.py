"""What must be true of a login and its databases before a zone starts (walls.md §2). Each yields what is not."""

import time
from collections.abc import Iterator

import psycopg
from django.conf import settings
from django.db import connections, transaction
from redis import Redis
from redis.exceptions import RedisError

from councils.tenancy import enter, system_of

OLDEST_SERVER = 180000
MOST_DRIFT_SECONDS = 2
OTHER_LOGINS = ("cases_owner", "vault_owner", "counter", "office", "gate", "gate_worker", "sealer", "statistics")


def wrongs() -> Iterator[str]:
    """Everything that is wrong, in English sentences for whoever deploys; nothing when the zone may be served."""
    if settings.IS_ALL:
        yield "ZONE=all is for checks of the code; it is never served."
        return
    for alias in settings.DATABASES:
        yield from _of_login(alias)
        yield from _of_tables(alias)
        yield from _of_context(alias)
        yield from _of_neighbours(alias)
    yield from _of_redis()


def _ask(alias: str, query: str, *values: str) -> list[tuple[object, ...]]:
    with connections[alias].cursor() as cursor:
        cursor.execute(query, list(values))
        return list(cursor.fetchall())


def _of_login(alias: str) -> Iterator[str]:
    for name in ("rolsuper", "rolcreaterole", "rolcreatedb", "rolreplication", "rolbypassrls"):
        if _ask(alias, f"SELECT 1 FROM pg_roles WHERE rolname = session_user AND {name}"):  # noqa: S608 - names above
            yield f"{alias}: the login has {name}."
    if _ask(
        alias, "SELECT 1 FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = session_user"
    ):
        yield f"{alias}: the login is a member of another role."
    if _ask(alias, "SELECT 1 FROM pg_database WHERE datname = current_database() AND datdba = session_user::regrole"):
        yield f"{alias}: the login owns the database."
    for right in ("TEMP", "CREATE"):
        if _ask(alias, "SELECT 1 WHERE has_database_privilege(current_database(), %s)", right):
            yield f"{alias}: the login has {right} on the database."
    if _ask(alias, "SELECT 1 WHERE has_schema_privilege('public', 'CREATE')"):
        yield f"{alias}: the login may create in schema public."
    yield from _of_server(alias)


def _of_server(alias: str) -> Iterator[str]:
    [(version, now)] = _ask(
        alias, "SELECT current_setting('server_version_num')::int, extract(epoch FROM clock_timestamp())"
    )
    if int(str(version)) < OLDEST_SERVER:
        yield f"{alias}: PostgreSQL {version} is older than {OLDEST_SERVER}."
    if abs(float(str(now)) - time.time()) > MOST_DRIFT_SECONDS:
        yield f"{alias}: the clocks of this machine and the database differ by more than {MOST_DRIFT_SECONDS} s."
    settings_of_role = _ask(
        alias,
        "SELECT unnest(setconfig) FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole"
        " WHERE r.rolname = session_user",
    )
    for (setting,) in settings_of_role:
        if setting != "track_activities=off":
            yield f"{alias}: the login carries a setting of its own ({str(setting).partition('=')[0]})."


def _of_tables(alias: str) -> Iterator[str]:
    rows = _ask(
        alias,
        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND NOT (relrowsecurity AND relforcerowsecurity)"
        " AND relnamespace IN ('public'::regnamespace, 'walls'::regnamespace)",
    )
    for (name,) in rows:
        yield f"{alias}: table {name} is without forced row security."


def _of_context(alias: str) -> Iterator[str]:
    if not settings.CONTEXT_KEYS.get(alias):
        yield f"{alias}: there is no context key."
        return
    try:
        with transaction.atomic(using=alias):
            enter(system_of("130001"), using=alias)
            _ask(alias, "SELECT walls.post()")
    except psycopg.Error:
        yield f"{alias}: the context key is not the one that the database holds for this login."
    except Exception as fault:
        if not isinstance(fault.__cause__, psycopg.Error):
            raise
        yield f"{alias}: the context key is not the one that the database holds for this login."


def _of_neighbours(alias: str) -> Iterator[str]:
    """Nobody else's login, and no other database, opens with what this zone has been given."""
    own = connections[alias].get_connection_params()
    keys = {"host": own.get("host"), "port": own.get("port"), "password": own.get("password"), "connect_timeout": 3}
    for login in OTHER_LOGINS:
        if login != own["user"] and _opens({**keys, "user": login, "dbname": own["dbname"]}):
            yield f"{alias}: the login {login} opens from here."
    for name in _not_ours():
        if _opens({**keys, "user": own["user"], "dbname": name}):
            yield f"{alias}: the database {name} opens from here."


def _not_ours() -> Iterator[str]:
    """The vault is the gate's; the cases are not its pages', whose worker alone brings the slip."""
    if settings.HOME != "vault":
        yield "vault"
    elif "cases" not in settings.DATABASES:
        yield "cases"


def _opens(parameters: dict[str, object]) -> bool:
    try:
        psycopg.connect(**{name: value for name, value in parameters.items() if value}).close()  # type: ignore[arg-type]  # libpq's own names
    except psycopg.OperationalError:
        return False
    return True


def _of_redis() -> Iterator[str]:
    try:
        Redis.from_url(settings.REDIS_URL, socket_timeout=3).ping()
    except (RedisError, ValueError):
        yield "Redis does not answer at REDIS_URL."
