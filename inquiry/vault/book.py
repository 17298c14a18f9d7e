"""照会簿. The persons of an order, and the one inquiry of each kind that counts for each of them."""

from collections.abc import Sequence
from uuid import UUID

from inquiry.codes import Kind
from inquiry.sources.outcomes import ResultClass
from inquiry.vault.models import Inquiry, Person

_State = Inquiry.State
HISTORY = (Inquiry.Settlement.ASKED_ANEW, Inquiry.Settlement.UNLINKED)


class Book:
    """照会簿. Inquiries that were asked anew, or through a link that was undone, are history and not given here."""

    def __init__(self, persons: Sequence[Person], inquiries: Sequence[Inquiry]) -> None:
        self.persons = persons
        self.inquiries = inquiries
        self._of = {(inquiry.person_id, inquiry.kind): inquiry for inquiry in inquiries}

    def of(self, person: Person, kind: str) -> Inquiry | None:
        """None where nobody has asked yet."""
        return self._of.get((person.pk, kind))

    def is_over(self, person: Person, kind: str) -> bool:
        """Nothing more will come: answered, or only a paper can tell."""
        inquiry = self.of(person, kind)
        if inquiry is None:
            return person.link == Person.Link.LEFT_OUT
        return inquiry.state == _State.ANSWERED or is_for_paper(inquiry)

    def counts(self) -> tuple[int, int]:
        """How many of the pairs of person and kind are over, and how many there are."""
        pairs = [(person, kind) for person in self.persons for kind in person.kinds]
        return sum(self.is_over(*pair) for pair in pairs), len(pairs)

    def persons_done(self) -> int:
        return sum(all(self.is_over(person, kind) for kind in person.kinds) for person in self.persons)

    def undecided(self) -> list[Inquiry]:
        return [inquiry for inquiry in self.inquiries if needs_decision(inquiry)]

    def answered_kinds(self, person: Person) -> list[Kind]:
        return [
            Kind(inquiry.kind)
            for inquiry in self.inquiries
            if inquiry.person_id == person.pk and inquiry.state == _State.ANSWERED
        ]


def book_of(order_id: UUID) -> Book:
    """The book of one order, as it stands now."""
    persons = list(Person.objects.filter(order_id=order_id).order_by("position"))
    inquiries = Inquiry.objects.filter(order_id=order_id).exclude(settlement__in=HISTORY)
    return Book(persons, list(inquiries.order_by("created_at", "pk")))


def is_for_paper(inquiry: Inquiry) -> bool:
    """No record here, a provider that does not answer by machine, or left by an officer: another paper must tell."""
    is_left = inquiry.settlement == Inquiry.Settlement.LEFT
    return inquiry.state == _State.NO_RECORD or inquiry.result_class == ResultClass.REFUSED.value or is_left


def needs_decision(inquiry: Inquiry) -> bool:
    """担当者の判断待ち. Unknown, stopped or failed: an officer asks anew or leaves it."""
    is_open = inquiry.state in (_State.UNKNOWN, _State.STOPPED, _State.FAILED)
    return is_open and not is_for_paper(inquiry) and not inquiry.settlement
