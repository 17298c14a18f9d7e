"""The signed context, written a second time: a test that borrowed councils/tenancy.py would share its mistakes."""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from config.demo import CHIYODA, KANAGAWA, TOKYO

SERVER_FACTS = "SELECT pg_backend_pid(), (extract(epoch FROM transaction_timestamp()) * 1000000)::bigint"
SET = "SELECT set_config('walls.context', %s, %s)"


@dataclass(frozen=True)
class Who:
    """What a context says. typed: the name of somebody who is signing in and has given no password yet."""

    council: str
    prefecture: str
    post: str
    staff: int | None = 1
    typed: str = ""


COUNSELLOR = Who(CHIYODA, TOKYO, "counsellor")
REVIEWER = Who(TOKYO, TOKYO, "reviewer")
REVIEWER_OF_KANAGAWA = Who(KANAGAWA, KANAGAWA, "reviewer")
ADMINISTRATOR = Who(TOKYO, TOKYO, "administrator")
AUDITOR = Who(TOKYO, TOKYO, "auditor")
SYSTEM = Who(TOKYO, TOKYO, "system")
OFFICER = Who(TOKYO, TOKYO, "inquiry_officer")


def signed(connection: psycopg.Connection, who: Who, key: bytes) -> str:
    """A context that is good for the transaction that this connection is in."""
    pid, began = connection.execute(SERVER_FACTS).fetchone()
    staff = "" if who.staff is None else who.staff
    body = f"v1:{pid}:{began}:{staff}:{who.council}:{who.prefecture}:{who.post}:{who.typed.encode().hex()}"
    return f"{body}|{hmac.new(key, body.encode(), hashlib.sha256).hexdigest()}"


@dataclass(frozen=True)
class Desk:
    """A real login and the key that its zone signs with."""

    connection: psycopg.Connection
    key: bytes

    def enter(self, who: Who) -> None:
        """The transaction that begins here is this post's, until its commit."""
        self.connection.execute(SET, [signed(self.connection, who, self.key), True])

    @contextmanager
    def acting(self, who: Who) -> Iterator[psycopg.Connection]:
        """One transaction with a valid context, rolled back."""
        with self.connection.transaction(force_rollback=True):
            self.connection.execute(SET, [signed(self.connection, who, self.key), True])
            yield self.connection
