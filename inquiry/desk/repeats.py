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
from inquiry.desk.bare import bare, bared
from inquiry.desk.models import Order, Subject
from inquiry.desk.slip import acting

if TYPE_CHECKING:
    from inquiry.gateway import AskedPerson

# The reading without its space, and the birth: with or without one it is the same person.
Person = tuple[str, str]
# By person: with whom, why, on what basis, and about what.
Asked = dict[Person, tuple[frozenset[Person], str, str, frozenset[str]]]


def hold(persons: Sequence[AskedPerson]) -> None:
    people = [person.kana for person in persons], [person.born for person in persons]
    _ask("SELECT walls.hold_persons(%s::text[], %s::text[])", *people)


def asked_otherwise_lately(persons: Sequence[AskedPerson], purpose: Purpose, legal_basis: LegalBasis) -> list[str]:
    """The names."""
    by = acting()
    kinds: dict[Person, Sequence[str]] = {_who(person.kana, person.born): person.kinds for person in persons}
    now = _asked(kinds, purpose, legal_basis)
    before = _asked_lately(by, list(kinds))
    return [
        person.name
        for person in persons
        if any(asked.get(who := _who(person.kana, person.born), now[who]) != now[who] for asked in before)
    ]


def _asked(kinds: dict[Person, Sequence[str]], purpose: str, legal_basis: str) -> Asked:
    together = frozenset(kinds)
    return {who: (together, str(purpose), str(legal_basis), frozenset(map(str, kinds[who]))) for who in kinds}


def _asked_lately(by: Actor, people: list[Person]) -> list[Asked]:
    asked = Subject.objects.alias(bare_kana=bare("kana")).filter(
        prefecture_id=by.prefecture_id,
        bare_kana__in=[kana for kana, _ in people],
        order__written_at__gt=timezone.now() - _term(),
    )
    orders = list(asked.values_list("order_id", flat=True).distinct())
    rows = Subject.objects.filter(prefecture_id=by.prefecture_id, order__in=orders).order_by("order_id")
    found = groupby(rows.select_related("order"), key=lambda row: row.order)
    return [
        _asked({_who(row.kana, row.born): row.kinds for row in group}, order.purpose, order.legal_basis)
        for order, group in found
    ]


def _who(kana: str, born: str) -> Person:
    """As walls.guard_subjects has it."""
    return bared(kana), born


def _term() -> timedelta:
    return timedelta(days=_ask("SELECT walls.repeat_days()"))


def _ask(statement: str, *values: list[str]) -> Any:
    with connections[router.db_for_read(Order)].cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]
