"""Whose rows a transaction may see: the signed context of walls.md §3.

Every request and every task runs in a transaction that has been entered; PostgreSQL recomputes the
signature and answers row policies from it. Outside such a transaction there are no rows.
"""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.db import connections, transaction

from councils.permissions import PostKind


class OutsideTransaction(RuntimeError):
    """A context is good for one transaction, so there must be one."""


@dataclass(frozen=True)
class Actor:
    """行為者. A member of staff in a post at a council, or a prefecture's system (staff_id None)."""

    staff_id: int | None
    name: str
    post: PostKind
    council_id: str
    prefecture_id: str

    @property
    def person_id(self) -> int:
        """The member of staff. Only people do what is recorded with a name; a system that gets here is a fault."""
        if self.staff_id is None:
            raise RuntimeError("the system acts where only a person may")
        return self.staff_id


def system_of(prefecture_id: str) -> Actor:
    """The prefecture's own system: what tasks and sweeps act as."""
    return Actor(None, "システム", PostKind.SYSTEM, prefecture_id, prefecture_id)


_current: ContextVar[Actor | None] = ContextVar("actor", default=None)
_entry: ContextVar[object] = ContextVar("entry", default=None)


def current_actor() -> Actor | None:
    return _current.get()


def current_entry() -> object:
    """Another object each time somebody is entered or left: what was learned under one holds until the next."""
    return _entry.get()


def _become(actor: Actor | None) -> None:
    _current.set(actor)
    _entry.set(object())


def sign(body: str, key: bytes) -> str:
    return f"{body}|{hmac.new(key, body.encode(), hashlib.sha256).hexdigest()}"


def enter(actor: Actor, *, using: str = "default") -> None:
    """Acts as this post from here to the end of the transaction."""
    if not (actor.council_id + actor.prefecture_id).isdigit():
        raise ValueError("a council is named by its code")  # anything else could move the fields of what is signed
    staff = "" if actor.staff_id is None else str(actor.staff_id)
    _enter(using, f"{staff}:{actor.council_id}:{actor.prefecture_id}:{actor.post.value}:")
    _become(actor)


def enter_signing_in(*, username: str = "", staff_id: int | None = None, using: str = "default") -> None:
    """The stages before a post: a typed name, then a password given (walls.md §6). No council's rows yet."""
    staff = "" if staff_id is None else str(staff_id)
    _enter(using, f"{staff}::::{username.encode().hex()}")
    _become(None)


def leave() -> None:
    """The request is over: its thread serves somebody else next."""
    _become(None)


@contextmanager
def acting_for(actor: Actor, *, using: str = "default") -> Iterator[None]:
    """Acts as this post inside the block, then as the one before.

    Put back by hand, because a local setting survives the release of a savepoint; not in a finally, because
    after an error the transaction is over anyway.
    """
    before = _current.get()
    whole = _whole(using)
    enter(actor, using=using)
    try:
        yield
    finally:
        _become(before)
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT set_config('walls.context', %s, true)", [whole])


@contextmanager
def transaction_for(actor: Actor, *, using: str = "default") -> Iterator[None]:
    """One transaction as this post: the shape of a task."""
    before = _current.get()
    with transaction.atomic(using=using):
        enter(actor, using=using)
        try:
            yield
        finally:
            _become(before)


def _whole(using: str) -> str:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('walls.context', true), '')")
        return str(cursor.fetchone()[0])


def _enter(using: str, facts: str) -> None:
    connection = connections[using]
    if not connection.in_atomic_block:
        raise OutsideTransaction(using)
    with connection.cursor() as cursor:
        # Asked of the server after BEGIN: bound to backend and transaction, a copied context is worth nothing.
        cursor.execute("SELECT pg_backend_pid(), (extract(epoch FROM transaction_timestamp()) * 1000000)::bigint")
        pid, began = cursor.fetchone()
        context = sign(f"v1:{pid}:{began}:{facts}", settings.CONTEXT_KEYS[using])
        # The time-outs too are of this transaction, so that they hold behind a pooler: nobody waits behind a lock.
        cursor.execute(
            "SELECT set_config('walls.context', %s, true), set_config('lock_timeout', '2s', true),"
            " set_config('statement_timeout', '15s', true),"
            " set_config('idle_in_transaction_session_timeout', '60s', true)",
            [context],
        )
