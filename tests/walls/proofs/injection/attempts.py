"""A request of the attacker's, and one of a neighbour's, that carry SQL: on the connection that pages use."""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.db import DatabaseError, close_old_connections, connection, connections, transaction
from django.test import Client, override_settings
from django.test.utils import setup_test_environment, teardown_test_environment

from councils.tenancy import system_of, transaction_for
from tests.bed import Bed
from tests.walls.proofs.injection.targets import target

PAGE = "/attacked/"


@dataclass(frozen=True)
class Answer:
    """text: everything that came back. error: what PostgreSQL refused with, where it did."""

    status: int
    text: str
    seconds: float


class Zone:
    """A deployment under attack."""

    def __init__(self, run: str) -> None:
        self.run = run

    def attacker(self, *statements: str, way: str) -> Answer:
        raise NotImplementedError

    def neighbour(self, *statements: str, way: str) -> Answer:
        raise NotImplementedError


class Pages(Zone):
    """Through the zone's whole middleware, as somebody who has signed in."""

    def __init__(self, bed: Bed, run: str) -> None:
        super().__init__(run)
        aim = target(run)
        self._clients = {name: signed_in(bed, name) for name in (aim.attacker, aim.neighbour)}

    def attacker(self, *statements: str, way: str) -> Answer:
        return self._ask(target(self.run).attacker, statements, way)

    def neighbour(self, *statements: str, way: str) -> Answer:
        return self._ask(target(self.run).neighbour, statements, way)

    def _ask(self, name: str, statements: Sequence[str], way: str) -> Answer:
        close_old_connections()  # as a server does before a request, and the test client does not
        began = time.monotonic()
        response = self._clients[name].post(PAGE, {"sql": statements, "way": way})
        return Answer(response.status_code, response.content.decode(), time.monotonic() - began)


class Worker(Zone):
    """No HTTP: a task's transaction, as the prefecture's own system; the neighbour's is another prefecture's."""

    def attacker(self, *statements: str, way: str) -> Answer:
        return self._ask(0, statements, way)

    def neighbour(self, *statements: str, way: str) -> Answer:
        return self._ask(-1, statements, way)

    def _ask(self, tenant: int, statements: Sequence[str], way: str) -> Answer:
        began, status, text = time.monotonic(), 200, ""
        close_old_connections()  # as Celery does before a task
        try:
            with transaction_for(system_of(target(self.run).tenants[tenant].prefecture)):
                text = told(statements, way)
        except Exception as refused:  # noqa: BLE001 - whatever a task would end with
            status, text = 500, text + str(refused)
        return Answer(status, text, time.monotonic() - began)


@contextmanager
def opened(bed: Bed, run: str) -> Iterator[Zone]:
    setup_test_environment()
    logging.disable(logging.CRITICAL)  # faults are what attacks end with
    try:
        if run == "gate_worker":
            yield Worker(run)
        else:
            with override_settings(ROOT_URLCONF="tests.walls.proofs.injection.page"):
                yield Pages(bed, run)
    finally:
        connections.close_all()
        logging.disable(logging.NOTSET)
        teardown_test_environment()


def told(statements: Sequence[str], way: str) -> str:
    """Every row, notice and error of these statements; after an error the rest is not run."""
    said: list[str] = []
    raw = connection.connection
    raw.add_notice_handler(handler := lambda notice: said.append(str(notice.message_primary)))
    try:
        for statement in statements:
            said.append(_run(statement, way))
    except (DatabaseError, psycopg.Error) as refused:
        said.append(_words(refused))
        transaction.set_rollback(True)
    finally:
        raw.remove_notice_handler(handler)
    return "\n".join(said)


def _run(statement: str, way: str) -> str:
    if statement.startswith("COPY") and "STDOUT" in statement:
        with connection.connection.cursor() as cursor, cursor.copy(statement.encode()) as copied:
            return "\n".join(bytes(part).decode() for part in copied)
    if way == "page":
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return _rows(cursor)
    with psycopg.Cursor(connection.connection) as bare:
        bare.execute(statement.encode(), prepare=False)
        said = [_rows(bare)]
        while bare.nextset():
            said.append(_rows(bare))
        return "\n".join(said)


def _rows(cursor: psycopg.Cursor) -> str:
    return repr([tuple(map(_plain, row)) for row in cursor.fetchall()]) if cursor.description else ""


def _plain(value: object) -> object:
    return value.hex() if isinstance(value, bytes | memoryview) else value


def _words(refused: Exception) -> str:
    """The message with its detail, hint and context: an error may quote a row."""
    cause = refused.__cause__ if isinstance(refused.__cause__, psycopg.Error) else refused
    diag = getattr(cause, "diag", None)
    parts = ("sqlstate", "message_primary", "message_detail", "message_hint", "context")
    return " / ".join(str(part) for part in (getattr(diag, name, None) for name in parts) if part) or str(cause)


def signed_in(bed: Bed, username: str) -> Client:
    """A session with password and second factor, as the sign-in page leaves it behind."""
    from councils.models import Staff

    with psycopg.connect(bed.admin, dbname=settings.HOME) as admin:
        row = admin.execute("SELECT id, password FROM councils_staff WHERE username = %s", [username]).fetchone()
    client = Client(raise_request_exception=False)
    session = client.session
    session[SESSION_KEY] = str(row[0])
    session[HASH_SESSION_KEY] = Staff(pk=row[0], password=row[1]).get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client
