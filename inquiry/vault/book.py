"""照会簿. The persons of an order, and the inquiries that count for each, by kind and provider."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Q

from inquiry.codes import Kind
from inquiry.sources.outcomes import ResultClass
from inquiry.sources.specification import configured
from inquiry.vault.inquiries import CONSENT_REVOKED, QUARANTINED
from inquiry.vault.models import Inquiry, Person
from inquiry.vault.providers import Directory, NoProvider, Turn, is_followed

_State = Inquiry.State
_PLACES = {kind: place for place, kind in enumerate(Kind)}
# The provider does not answer by machine, the answer may not be used, or the person took the consent back.
FOR_PAPER = (ResultClass.REFUSED.value, QUARANTINED, CONSENT_REVOKED)
UNDER_WAY = (_State.WAITING, _State.SENT, _State.ASKED)
HISTORY = (Inquiry.Settlement.ASKED_ANEW, Inquiry.Settlement.UNLINKED)


class Book:
    """照会簿. Inquiries that were asked anew, or through a link that was undone, are history and not given here."""

    def __init__(
        self, persons: Sequence[Person], inquiries: Sequence[Inquiry], directory: Directory | None = None
    ) -> None:
        self.persons = persons
        self.inquiries = inquiries
        self.directory = directory or Directory()
        self._over: dict[tuple[UUID, str], bool] = {}
        self._of: dict[tuple[UUID, str], list[Inquiry]] = defaultdict(list)
        self._answered: dict[UUID, list[Kind]] = defaultdict(list)
        for inquiry in inquiries:
            self._of[inquiry.person_id, inquiry.kind].append(inquiry)
        answered = {(each.person_id, Kind(each.kind)) for each in inquiries if each.state == _State.ANSWERED}
        for person_id, kind in sorted(answered, key=lambda each: _PLACES[each[1]]):
            self._answered[person_id].append(kind)

    def all_of(self, person: Person, kind: str) -> list[Inquiry]:
        """One at each provider, as they were asked."""
        return self._of.get((person.pk, kind), [])

    def of(self, person: Person, kind: str) -> Inquiry | None:
        """The one that says how the kind stands: what waits, then what was answered. None where nobody has asked."""
        return min(self.all_of(person, kind), key=_rank, default=None)

    def following(self, person: Person, kind: str) -> Turn:
        """次の照会先. Whom an officer may ask after 該当なし; empty while something is under way, or is decided."""
        asked = self.all_of(person, kind)
        if person.revoked_at is not None or not asked or not all(_is_settled(inquiry) for inquiry in asked):
            return ()
        if any(inquiry.settlement for inquiry in asked) or not (is_followed(Kind(kind)) or _found_nothing(asked)):
            return ()
        codes = {inquiry.provider for inquiry in asked}
        left = (tuple(each for each in turn if each.code not in codes) for turn in self._turns(person, kind))
        return next((turn for turn in left if turn), ())

    def first_turn(self, person: Person, kind: Kind) -> Turn:
        """最初の照会先. Raises NoProvider."""
        return next(iter(self.directory.turns_of(person, kind)), ())

    def is_over(self, person: Person, kind: str) -> bool:
        """Nothing more will come: answered, or only a paper can tell. Asked by every rule, and worked out once."""
        if (person.pk, kind) not in self._over:
            self._over[person.pk, kind] = self._is_over(person, kind)
        return self._over[person.pk, kind]

    def _is_over(self, person: Person, kind: str) -> bool:
        if not is_answerable(kind):
            return True
        asked = self.all_of(person, kind)
        if not asked and person.revoked_at is not None:
            return True
        if not asked:
            is_linked = person.link == Person.Link.LINKED
            return person.link == Person.Link.LEFT_OUT or (is_linked and self.has_no_one(person, kind))
        return all(_is_settled(inquiry) for inquiry in asked) and not self.following(person, kind)

    def counts(self) -> tuple[int, int]:
        """How many of the pairs of person and kind are over, and how many there are."""
        pairs = [(person, kind) for person in self.persons for kind in person.kinds]
        return sum(self.is_over(*pair) for pair in pairs), len(pairs)

    def persons_done(self) -> int:
        return sum(all(self.is_over(person, kind) for kind in person.kinds) for person in self.persons)

    def undecided(self) -> list[Inquiry]:
        return [inquiry for inquiry in self.inquiries if needs_decision(inquiry)]

    def follower_count(self) -> int:
        """For how many pairs of person and kind an officer is offered another provider."""
        return sum(bool(self.following(person, kind)) for person in self.persons for kind in person.kinds)

    def under_way(self) -> list[Inquiry]:
        return [inquiry for inquiry in self.inquiries if inquiry.state in UNDER_WAY]

    def answered_kinds(self, person: Person) -> list[Kind]:
        return self._answered.get(person.pk, [])

    def has_no_one(self, person: Person, kind: str) -> bool:
        """照会先なし. Loans are asked of councils of other prefectures; who lived in no other has none."""
        return kind == Kind.WELFARE_LOAN and not self._turns(person, kind)

    def _turns(self, person: Person, kind: str) -> list[Turn]:
        try:
            return self.directory.turns_of(person, Kind(kind))
        except NoProvider:
            return []


def book_of(order_id: UUID) -> Book:
    """The book of one order, as it stands now."""
    persons = list(Person.objects.filter(order_id=order_id).order_by("position"))
    inquiries = Inquiry.objects.filter(order_id=order_id).exclude(settlement__in=HISTORY)
    return Book(persons, list(inquiries.order_by("created_at", "pk")))


def books_of(order_ids: Iterable[UUID]) -> dict[UUID, Book]:
    """The books of many orders, read at once."""
    ids = list(order_ids)
    persons: dict[UUID, list[Person]] = defaultdict(list)
    inquiries: dict[UUID, list[Inquiry]] = defaultdict(list)
    for person in Person.objects.filter(order_id__in=ids).order_by("position"):
        persons[person.order_id].append(person)
    asked = Inquiry.objects.filter(order_id__in=ids).exclude(settlement__in=HISTORY)
    for inquiry in asked.order_by("created_at", "pk"):
        inquiries[inquiry.order_id].append(inquiry)
    directory = Directory()
    return {order_id: Book(persons[order_id], inquiries[order_id], directory) for order_id in ids}


def is_answerable(kind: str) -> bool:
    """Whether the network's name of the kind and its answer are known here; what is not is asked for on paper."""
    return Kind(kind) in configured().kind_names


def is_for_paper(inquiry: Inquiry) -> bool:
    """No record here, a provider that does not answer by machine, or left by an officer: another paper must tell."""
    is_left = inquiry.settlement == Inquiry.Settlement.LEFT and inquiry.state != _State.ANSWERED
    is_machine_out = inquiry.result_class in FOR_PAPER
    return inquiry.state == _State.NO_RECORD or is_machine_out or is_left


# The same in the database's words, for what is counted and cut there.
NEEDS_DECISION = Q(state__in=(_State.UNKNOWN, _State.STOPPED, _State.FAILED), settlement="") & ~Q(
    result_class__in=FOR_PAPER
)


def needs_decision(inquiry: Inquiry) -> bool:
    """担当者の判断待ち. Unknown, stopped or failed: an officer asks anew or leaves it."""
    is_open = inquiry.state in (_State.UNKNOWN, _State.STOPPED, _State.FAILED)
    return is_open and not is_for_paper(inquiry) and not inquiry.settlement


def _is_settled(inquiry: Inquiry) -> bool:
    return inquiry.state == _State.ANSWERED or is_for_paper(inquiry)


def _found_nothing(asked: Sequence[Inquiry]) -> bool:
    return asked[-1].state == _State.NO_RECORD and not any(each.state == _State.ANSWERED for each in asked)


def _rank(inquiry: Inquiry) -> int:
    if needs_decision(inquiry):
        return 0
    if inquiry.state in UNDER_WAY:
        return 1
    return 2 if inquiry.state == _State.ANSWERED else 3
