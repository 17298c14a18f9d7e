"""進行中の照会. Inquiries as the worker's acts hold and change them, many in one statement each.

A transaction a result bound the worker to 35 inquiries a second: what came together is stored together. Whoever stores
locks first the orders, by id, and then the inquiries, as a closing does.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection

from councils.outbox import box
from councils.tenancy import system_of, transaction_for
from councils.trail.write import Act
from inquiry.codes import Kind, Scope
from inquiry.sources.types import Asked
from inquiry.vault import recorded
from inquiry.vault.faults import on_its_own
from inquiry.vault.inquiries import LONGEST_PAUSE
from inquiry.vault.models import Inquiry

T = TypeVar("T")
_State = Inquiry.State


@dataclass(frozen=True, slots=True)
class UnderWay:
    """進行中の照会. What asking, fetching and recording need to know of one."""

    id: UUID
    order_id: UUID
    person_id: UUID
    case_id: UUID
    member_id: UUID
    kind: str
    provider: str
    receipt: str
    purpose: str
    scope: str
    from_on: date | None
    until_on: date | None
    is_nondisclosure: bool
    closed_at: datetime | None

    def asked(self, code: str) -> Asked:
        return Asked(
            request_id=str(self.id),
            person_code=code,
            kind=Kind(self.kind),
            provider=self.provider,
            is_nondisclosure=self.is_nondisclosure,
            scope=Scope(self.scope),
            from_on=self.from_on,
            until_on=self.until_on,
        )


@dataclass(frozen=True, slots=True)
class Change:
    """照会の変化. The state that an inquiry comes to, its class and its receipt."""

    of: UnderWay
    state: Inquiry.State
    result_class: str
    receipt: str = ""

    @property
    def reading_key(self) -> str:
        """That asking has begun is told once for the whole order."""
        return f"{self.of.order_id if self.state == _State.ASKED else self.of.id}:{self.state}"


_HOLD_ORDERS = """
SELECT FROM inquiry_vault_takenorder WHERE id IN (SELECT order_id FROM inquiry_vault_inquiry WHERE id = ANY (%s))
ORDER BY id FOR UPDATE
"""
_HOLD_ORDERS_OF = """
SELECT FROM inquiry_vault_takenorder WHERE id IN (SELECT order_id FROM inquiry_vault_person WHERE id = ANY (%s))
ORDER BY id FOR UPDATE
"""
_HELD = """
SELECT i.id, i.order_id, i.person_id, p.case_id, p.member_id, i.kind, i.provider, i.receipt, o.purpose,
  i.scope, i.from_on, i.until_on, i.is_nondisclosure, o.closed_at
FROM inquiry_vault_inquiry i
JOIN inquiry_vault_person p ON p.prefecture_id = i.prefecture_id AND p.id = i.person_id
JOIN inquiry_vault_takenorder o ON o.prefecture_id = i.prefecture_id AND o.id = i.order_id
WHERE i.id = ANY (%s) AND i.state = %s ORDER BY i.id FOR UPDATE OF i
"""
_CHANGE = """
UPDATE inquiry_vault_inquiry i SET state = c.state, result_class = c.result_class,
  receipt = CASE WHEN c.receipt = '' THEN i.receipt ELSE c.receipt END,
  answered_at = CASE WHEN i.state = 'asked' THEN statement_timestamp() ELSE i.answered_at END,
  next_at = CASE WHEN c.state = 'asked' THEN statement_timestamp() ELSE i.next_at END,
  attempts = CASE WHEN c.state = 'asked' THEN 0 ELSE i.attempts END
FROM unnest(%s::uuid[], %s::varchar[], %s::varchar[], %s::varchar[]) c (id, state, result_class, receipt)
WHERE i.id = c.id
"""
_SEND = "UPDATE inquiry_vault_inquiry SET state = 'sent', asked_at = statement_timestamp() WHERE id = ANY (%s)"
_WAIT_UNTIL = """
UPDATE inquiry_vault_inquiry SET next_at = statement_timestamp() + %s * interval '1 second' WHERE id = ANY (%s)
"""
_PUT_OFF = """
UPDATE inquiry_vault_inquiry SET state = 'waiting', asked_at = NULL, attempts = least(attempts::int + %s, 32767),
  next_at = statement_timestamp() + CASE WHEN %s = 0 THEN interval '0' ELSE
    least(interval '1 second' * 2 ^ least(attempts::int + 1, 12), %s) END
WHERE id = ANY (%s)
"""


def hold_orders(inquiry_ids: Iterable[UUID]) -> None:
    """A closing waits until what came is stored, or is seen here."""
    _do(_HOLD_ORDERS, [list(inquiry_ids)])


def hold_orders_of(person_ids: Iterable[UUID]) -> None:
    """The same, of persons."""
    _do(_HOLD_ORDERS_OF, [list(person_ids)])


def held(inquiry_ids: Iterable[UUID], state: Inquiry.State) -> list[UnderWay]:
    """Locked, those of them that still are in this state: another worker or a closing may have been first."""
    return _rows(_HELD, [list(inquiry_ids), state.value])


def held_free(inquiry_ids: Iterable[UUID], state: Inquiry.State) -> list[UnderWay]:
    """The same, leaving out what somebody else holds at this moment."""
    return _rows(f"{_HELD} SKIP LOCKED", [list(inquiry_ids), state.value])


def send(inquiry_ids: Sequence[UUID]) -> None:
    """送信. Written before the network is asked."""
    if inquiry_ids:
        _do(_SEND, [list(inquiry_ids)])


def wait_until(inquiry_ids: Sequence[UUID], pause: timedelta) -> None:
    """When they are looked at again."""
    if inquiry_ids:
        _do(_WAIT_UNTIL, [pause.total_seconds(), list(inquiry_ids)])


def change(changes: Sequence[Change]) -> None:
    """照会の変化. Written, recorded, and put to reading; the bell rings once after the commit."""
    if not changes:
        return
    ids = [each.of.id for each in changes]
    words = [(each.state.value, each.result_class, each.receipt) for each in changes]
    _do(_CHANGE, [ids, *_columns(words)])
    recorded.acts("inquire", [_act(each) for each in changes])
    box.put_each("read", [(each.of.order_id, each.reading_key) for each in changes])


def _act(each: Change) -> Act:
    whose, result = each.of, each.result_class or each.state.value
    return Act(whose.case_id, whose.member_id, whose.kind, whose.purpose, result)


def put_off(inquiry_ids: Sequence[UUID]) -> None:
    """Surely not sent: again after a pause that doubles."""
    _wait(inquiry_ids, 1)


def put_back(inquiry_ids: Sequence[UUID]) -> None:
    """Surely not sent, and nobody's fault: again at once."""
    _wait(inquiry_ids, 0)


def store(prefecture_id: str, came: Mapping[UUID, T], act: Callable[[Mapping[UUID, T]], None]) -> None:
    """One transaction for all that came together; where that meets a fault, one for each, which stays its own.

    Nothing goes up: what else is on its way would be cut off, and so unknown.
    """
    if not on_its_own(partial(_stored, prefecture_id, came, act), "store") and len(came) > 1:
        for inquiry_id, each in came.items():
            on_its_own(partial(_stored, prefecture_id, {inquiry_id: each}, act), "store one")


def _stored(prefecture_id: str, came: Mapping[UUID, T], act: Callable[[Mapping[UUID, T]], None]) -> int:
    with transaction_for(system_of(prefecture_id)):
        act(came)
    return len(came)


def _wait(inquiry_ids: Sequence[UUID], attempts: int) -> None:
    if inquiry_ids:
        _do(_PUT_OFF, [attempts, attempts, LONGEST_PAUSE, list(inquiry_ids)])


def _columns(rows: Sequence[tuple[object, ...]]) -> list[Any]:
    return [list(column) for column in zip(*rows, strict=True)]


def _do(statement: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _rows(statement: str, values: list[Any]) -> list[UnderWay]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [UnderWay(*row) for row in cursor.fetchall()]
