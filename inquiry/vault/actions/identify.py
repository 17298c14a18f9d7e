from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Now

from councils.outbox import box
from councils.outbox.models import OutboxRow
from councils.tenancy import system_of, transaction_for
from inquiry.sources.errors import SourceFault
from inquiry.sources.resident import ResidentNetwork
from inquiry.sources.types import Candidate as Found
from inquiry.vault.actions.decide import decide, declared, lose, tell_identified
from inquiry.vault.exchange import Line
from inquiry.vault.faults import NotYet, Unusable, do_rows
from inquiry.vault.models import Person, TakenOrder

AT_MOST = 20
# Longer than a full batch can take: who is still ASKED after this was lost with the worker.
LOST_AFTER = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Household:
    """世帯. The persons of one order as they were declared; whom to look up is among them."""

    row: OutboxRow
    persons: tuple[Person, ...]

    def others(self, person: Person) -> list[Person]:
        return [other for other in self.persons if other.pk != person.pk]


def identify(prefecture_id: str) -> int:
    """本人特定. Looks each waiting person up by the four items; only the strict rule links without a person."""
    households = _claim(prefecture_id)
    if households:
        _look_up(households, _send(prefecture_id, households))
    for household in households:
        do_rows([household.row], partial(_settle, household.row.subject_id))
    return len(households)


def _claim(prefecture_id: str) -> list[Household]:
    with transaction_for(system_of(prefecture_id)):
        rows = box.claim("identify", at_most=AT_MOST)
        return [Household(row, tuple(Person.objects.filter(order_id=row.subject_id))) for row in rows]


def _send(prefecture_id: str, households: list[Household]) -> Mapping[UUID, Person]:
    """Committed before anything is sent: a worker that dies now has asked, as far as anybody knows."""
    with transaction_for(system_of(prefecture_id)):
        orders = {household.row.subject_id for household in households}
        rows = Person.objects.filter(order_id__in=orders, order__closed_at__isnull=True)
        is_lost = Q(link=Person.Link.ASKED, looked_up_at__lt=Now() - LOST_AFTER)
        for lost in rows.filter(is_lost).select_for_update(of=("self",)):
            lose(lost)
        waiting = rows.filter(link=Person.Link.WAITING).select_for_update(skip_locked=True, of=("self",))
        asked = {person.pk: person for person in waiting}
        Person.objects.filter(pk__in=asked).update(link=Person.Link.ASKED, looked_up_at=Now())
        return asked


def _look_up(households: list[Household], asked: Mapping[UUID, Person]) -> None:
    if not asked:
        return
    of = {person.pk: household for household in households for person in household.persons}
    with Line(settings.RESIDENT_NETWORK_URL) as line:
        for person_id, found in line.results(_queries(ResidentNetwork(line.client), asked)):
            _store(asked[person_id], of[person_id].others(asked[person_id]), found)


def _queries(
    network: ResidentNetwork, persons: Mapping[UUID, Person]
) -> dict[UUID, Callable[[], Awaitable[list[Found]]]]:
    return {person_id: partial(network.find, declared(person)) for person_id, person in persons.items()}


def _store(person: Person, others: list[Person], found: list[Found] | SourceFault) -> None:
    with transaction_for(system_of(person.prefecture_id)):
        order = TakenOrder.objects.select_for_update().get(pk=person.order_id)
        held = Person.objects.select_for_update().get(pk=person.pk)
        if order.closed_at is None and held.link == Person.Link.ASKED:
            decide(held, others, found)


def _settle(order_id: UUID) -> None:
    """Raises Unusable, or NotYet where somebody was not looked up."""
    order = TakenOrder.objects.select_for_update().filter(pk=order_id).first()
    if order is None:
        raise Unusable("no_order")
    if order.closed_at is None and order.persons.filter(link__in=(Person.Link.WAITING, Person.Link.ASKED)).exists():
        raise NotYet("not_sent")
    tell_identified(order)
