"""再照会. Whom an order of the last days asked about otherwise than now. The database compares the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db import connections, router
from django.utils import timezone

from councils.tenancy import Actor
from inquiry.codes import LegalBasis, Purpose
from inquiry.desk.models import Order, Subject
from inquiry.desk.slip import acting

if TYPE_CHECKING:
    from inquiry.gateway import AskedPerson

Person = tuple[str, str]
# By person: with whom, why, on what basis, and about what.
Asked = dict[Person, tuple[frozenset[Person], str, str, frozenset[str]]]


def hold(persons: Sequence[AskedPerson]) -> None:
    people = [person.kana for person in persons], [person.born for person in persons]
    _ask("SELECT walls.hold_persons(%s::text[], %s::text[])", *people)


def asked_otherwise_lately(persons: Sequence[AskedPerson], purpose: Purpose, legal_basis: LegalBasis) -> list[str]:
    """The names."""
    by = acting()
    kinds: dict[Person, Sequence[str]] = {(person.kana, person.born): person.kinds for person in persons}
    now = _asked(kinds, purpose, legal_basis)
    before = _asked_lately(by, list(kinds))
    return [
        person.name
        for person in persons
        if any(asked.get(who := (person.kana, person.born), now[who]) != now[who] for asked in before)
    ]


def _asked(kinds: dict[Person, Sequence[str]], purpose: str, legal_basis: str) -> Asked:
    together = frozenset(kinds)
    return {who: (together, str(purpose), str(legal_basis), frozenset(map(str, kinds[who]))) for who in kinds}


def _asked_lately(by: Actor, people: list[Person]) -> list[Asked]:
    lately = Order.objects.filter(prefecture_id=by.prefecture_id, written_at__gt=timezone.now() - _term())
    orders = lately.filter(subjects__kana__in=[kana for kana, _ in people])
    rows = Subject.objects.filter(prefecture_id=by.prefecture_id, order__in=orders).order_by("order_id")
    found = groupby(rows.select_related("order"), key=lambda row: row.order)
    return [
        _asked({(row.kana, row.born): row.kinds for row in group}, order.purpose, order.legal_basis)
        for order, group in found
    ]


def _term() -> timedelta:
    return timedelta(days=_ask("SELECT walls.repeat_days()"))


def _ask(statement: str, *values: list[str]) -> Any:
    with connections[router.db_for_read(Order)].cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]
