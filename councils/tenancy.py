"""Whose rows a transaction may see: the signed context of walls.md §3.

Every request and every task runs in a transaction that has been entered; PostgreSQL recomputes the
signature and answers row policies from it. Outside such a transaction there are no rows.
"""

import hashlib
import hmac
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from django.conf import settings
from django.db import connections, transaction

from councils.permissions import PostKind

Answer = TypeVar("Answer")


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


class Transaction(NamedTuple):
    """What a context is bound to, as the server says it."""

    pid: int
    began: int


_current: ContextVar[Actor | None] = ContextVar("actor", default=None)
_remembered: ContextVar[dict[Hashable, Any] | None] = ContextVar("remembered", default=None)


def current_actor() -> Actor | None:
    return _current.get()


def once_entered(name: Hashable, by: Actor, ask: Callable[[], Answer]) -> Answer:
    """What is asked once from an entering to the next: rights and settings, which a page looks at ten times.

    Whoever is not the one who has entered asks each time. A right that was withdrawn is gone at the next request.
    """
    known = _remembered.get()
    if known is None or _current.get() != by:
        return ask()
    if name not in known:
        known[name] = ask()
    answer: Answer = known[name]
    return answer


def sign(body: str, key: bytes) -> str:
    return f"{body}|{hmac.new(key, body.encode(), hashlib.sha256).hexdigest()}"


def enter(actor: Actor, *, using: str = "default", within: Transaction | None = None) -> None:
    """Acts as this post from here to the end of the transaction. within: what an earlier stage of it has asked for."""
    if not (actor.council_id + actor.prefecture_id).isdigit():
        raise ValueError("a council is named by its code")  # anything else could move the fields of what is signed
    staff = "" if actor.staff_id is None else str(actor.staff_id)
    _enter(using, f"{staff}:{actor.council_id}:{actor.prefecture_id}:{actor.post.value}:", within)
    _acts(actor)


def enter_signing_in(*, username: str = "", staff_id: int | None = None, using: str = "default") -> Transaction:
    """The stages before a post: a typed name, then a password given (walls.md §6). No council's rows yet."""
    staff = "" if staff_id is None else str(staff_id)
    within = _enter(using, f"{staff}::::{username.encode().hex()}", None)
    _acts(None)
    return within


def leave() -> None:
    """The request is over: its thread serves somebody else next."""
    _acts(None)


def _acts(actor: Actor | None) -> None:
    _current.set(actor)
    _remembered.set({} if actor else None)


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
        _acts(before)
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
            _acts(before)


def _whole(using: str) -> str:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('walls.context', true), '')")
        return str(cursor.fetchone()[0])


def _enter(using: str, facts: str, within: Transaction | None) -> Transaction:
    connection = connections[using]
    if not connection.in_atomic_block:
        raise OutsideTransaction(using)
    with connection.cursor() as cursor:
        # Asked of the server after BEGIN: bound to backend and transaction, a copied context is worth nothing.
        here = within or _asked(cursor)
        context = sign(f"v1:{here.pid}:{here.began}:{facts}", settings.CONTEXT_KEYS[using])
        cursor.execute(_ENTER_AGAIN if within else _ENTER, [context])
    return here


def _asked(cursor: Any) -> Transaction:
    cursor.execute("SELECT pg_backend_pid(), (extract(epoch FROM transaction_timestamp()) * 1000000)::bigint")
    return Transaction(*cursor.fetchone())


_ENTER_AGAIN = "SELECT set_config('walls.context', %s, true)"
# The time-outs too are of this transaction, so that they hold behind a pooler: nobody waits behind a lock.
_ENTER = (
    f"{_ENTER_AGAIN}, set_config('lock_timeout', '2s', true), set_config('statement_timeout', '15s', true),"
    " set_config('idle_in_transaction_session_timeout', '60s', true)"
)
