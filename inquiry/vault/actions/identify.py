import time
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
from inquiry.sources.errors import NotSent, SourceFault
from inquiry.sources.resident import ResidentNetwork
from inquiry.sources.types import Candidate as Found
from inquiry.vault import turns
from inquiry.vault.actions.decide import decide, declared, lose, tell_identified
from inquiry.vault.exchange import Line
from inquiry.vault.faults import NO_TURN, NotYet, Unusable, do_rows, on_its_own, otherwise
from inquiry.vault.models import Person, Source, TakenOrder
from inquiry.vault.turns import Turn

AT_MOST = 20
# Longer than a full batch can take: who is still ASKED after this was lost with the worker.
LOST_AFTER = timedelta(seconds=60)
# What has had no turn by then is left to the next run: answers and closings wait for this one.
RUN_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Household:
    """世帯. The persons of one order as they were declared; whom to look up is among them."""

    row: OutboxRow
    persons: tuple[Person, ...]

    def person(self, person_id: UUID) -> Person:
        return next(person for person in self.persons if person.pk == person_id)

    def others(self, person_id: UUID) -> list[Person]:
        return [other for other in self.persons if other.pk != person_id]


def identify(prefecture_id: str) -> int:
    """本人特定. Looks each waiting person up by the four items; only the strict rule links without a person."""
    households = _claim(prefecture_id)
    unsent = _look_up(prefecture_id, households) if households else set()
    for household in households:
        order_id = household.row.subject_id
        do_rows([household.row], partial(_settle, order_id, "not_sent" if order_id in unsent else NO_TURN))
    return len(households)


def _claim(prefecture_id: str) -> list[Household]:
    with transaction_for(system_of(prefecture_id)):
        rows = box.claim("identify", at_most=AT_MOST)
        return [Household(row, tuple(Person.objects.filter(order_id=row.subject_id))) for row in rows]


def _look_up(prefecture_id: str, households: list[Household]) -> set[UUID]:
    """As many as have their turn within the run; the orders of which something was surely not taken in."""
    of = {person.pk: household for household in households for person in household.persons}
    until, unsent = time.monotonic() + RUN_SECONDS, set[UUID]()
    with Line[UUID, list[Found]](settings.RESIDENT_NETWORK_URL) as line:
        network = ResidentNetwork(line.client)
        while True:
            claim = partial(_send, prefecture_id, households, unsent, line.room)
            asked = otherwise(None, claim, "claim") if time.monotonic() < until else None
            asked = asked or {}
            if not asked and not line.under_way:
                return unsent
            line.begin(_queries(network, asked), {key: turn for key, (_, turn) in asked.items()})
            for person_id, found in line.ended().items():
                household = of[person_id]
                if isinstance(found, NotSent) and not turns.is_missed_turn(found):
                    unsent.add(household.row.subject_id)
                on_its_own(partial(_store, household.person(person_id), household.others(person_id), found), "store")


def _send(
    prefecture_id: str, households: list[Household], unsent: set[UUID], at_most: int
) -> dict[UUID, tuple[Person, Turn]]:
    """Committed before anything is sent: a worker that dies now has asked, as far as anybody knows."""
    with transaction_for(system_of(prefecture_id)):
        orders = {household.row.subject_id for household in households} - unsent
        rows = Person.objects.filter(order_id__in=orders, order__closed_at__isnull=True)
        is_lost = Q(link=Person.Link.ASKED, looked_up_at__lt=Now() - LOST_AFTER)
        for lost in rows.filter(is_lost).select_for_update(of=("self",)):
            lose(lost)
        waiting = rows.filter(link=Person.Link.WAITING).order_by("created_at", "position")
        persons = list(waiting.select_for_update(skip_locked=True, of=("self",))[:at_most])
        given = turns.for_lookups(len(persons)) if persons else []
        asked = {person.pk: (person, turn) for person, turn in zip(persons, given, strict=False)}
        Person.objects.filter(pk__in=asked).update(link=Person.Link.ASKED, looked_up_at=Now())
        return asked


def _queries(
    network: ResidentNetwork, asked: Mapping[UUID, tuple[Person, Turn]]
) -> dict[UUID, Callable[[], Awaitable[list[Found]]]]:
    return {person_id: partial(network.find, declared(person)) for person_id, (person, _) in asked.items()}


def _store(person: Person, others: list[Person], found: list[Found] | SourceFault) -> int:
    with transaction_for(system_of(person.prefecture_id)):
        order = TakenOrder.objects.select_for_update().get(pk=person.order_id)
        held = Person.objects.select_for_update().get(pk=person.pk)
        if order.closed_at is None and held.link == Person.Link.ASKED:
            decide(held, others, found)
        turns.note(Source.RESIDENT, [found])
        return 1


def _settle(order_id: UUID, why_not: str) -> None:
    """Raises Unusable, or NotYet where somebody was not looked up."""
    order = TakenOrder.objects.select_for_update().filter(pk=order_id).first()
    if order is None:
        raise Unusable("no_order")
    if order.closed_at is None and order.persons.filter(link__in=(Person.Link.WAITING, Person.Link.ASKED)).exists():
        raise NotYet(why_not)
    tell_identified(order)
