from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.conf import settings

from councils.era import DateNotUnderstood, PartialDate
from councils.outbox import box
from councils.outbox.models import OutboxRow
from councils.tenancy import system_of, transaction_for
from councils.trail import write
from inquiry.codes import ProgressCode
from inquiry.matching.choose import Choice, choose
from inquiry.matching.compare import Outcome
from inquiry.matching.people import FourItems
from inquiry.sources.errors import QueryRefused, SourceFault
from inquiry.sources.resident import ResidentNetwork
from inquiry.sources.types import Candidate as Found
from inquiry.vault import seals
from inquiry.vault.exchange import Line
from inquiry.vault.models import Candidate, Person, Sealed, TakenOrder
from inquiry.vault.telling import tell_progress

AT_MOST = 20
_UNKNOWN_BIRTH = "生年月日に不詳の部分があります。住民票などで確認してください。"
_NOT_TAKEN = "住基ネットで照会できない内容です。氏名・生年月日・住所の入力を確認してください。"
_SENTENCE = 200


@dataclass(frozen=True, slots=True)
class Household:
    """世帯. The persons of one order as they were declared; whom to look up is among them."""

    row: OutboxRow
    persons: tuple[Person, ...]

    def others(self, person: Person) -> list[FourItems]:
        return [declared(other) for other in self.persons if other.pk != person.pk]


def declared(person: Person) -> FourItems:
    return FourItems(person.name, person.kana, person.born, person.sex, person.address)


def identify(prefecture_id: str) -> int:
    """本人特定. Looks each waiting person up by the four items; only the strict rule links without a person."""
    households = _claim(prefecture_id)
    if not households:
        return 0
    of = {person.pk: household for household in households for person in household.persons}
    waiting = {person.pk: person for household in households for person in household.persons if _waits(person)}
    troubles: dict[int, str] = {}
    with Line(settings.RESIDENT_NETWORK_URL) as line:
        for person_id, found in line.results(_queries(ResidentNetwork(line.client), waiting)):
            household, person = of[person_id], waiting[person_id]
            if isinstance(found, SourceFault) and not isinstance(found, QueryRefused):
                troubles[household.row.pk] = type(found).__name__
            else:
                _decide(person, household, found)
    for household in households:
        _settle(household, troubles.get(household.row.pk, ""))
    return len(waiting)


def _claim(prefecture_id: str) -> list[Household]:
    with transaction_for(system_of(prefecture_id)):
        rows = box.claim("identify", at_most=AT_MOST)
        return [Household(row, tuple(Person.objects.filter(order_id=row.subject_id))) for row in rows]


def _waits(person: Person) -> bool:
    return person.link == Person.Link.WAITING


def _queries(network: ResidentNetwork, persons: dict[UUID, Person]) -> dict[UUID, Callable[[], Awaitable[list[Found]]]]:
    return {person_id: partial(network.find, declared(person)) for person_id, person in persons.items()}


def _decide(person: Person, household: Household, found: list[Found] | SourceFault) -> None:
    with transaction_for(system_of(person.prefecture_id)):
        order = TakenOrder.objects.select_for_update().get(pk=person.order_id)
        held = Person.objects.select_for_update().get(pk=person.pk)
        if order.closed_at is not None or not _waits(held):
            return
        if isinstance(found, SourceFault):
            _leave_to_person(held, _NOT_TAKEN)
        else:
            _choose(held, household, found)
        write.act("identify", case_id=held.case_id, subject_id=held.member_id, result=held.link)


def _choose(person: Person, household: Household, found: list[Found]) -> None:
    choice = choose(declared(person), [each.items for each in found], household=household.others(person))
    if choice.index is not None and _is_born_known(person):
        seals.seal(person, Sealed.What.NUMBER, number_of(found[choice.index]))
        _set_link(person, Person.Link.LINKED, choice.sentence)
        return
    _keep_candidates(person, choice, found)
    _leave_to_person(person, _UNKNOWN_BIRTH if choice.index is not None else choice.sentence)


def number_of(found: Found) -> dict[str, str]:
    return {"number": found.number, "resident_code": found.resident_code}


def _is_born_known(person: Person) -> bool:
    """A date that is 不詳 in part may agree and still be many people's."""
    try:
        return PartialDate.parse(person.born).day is not None
    except DateNotUnderstood:
        return False


def _keep_candidates(person: Person, choice: Choice, found: list[Found]) -> None:
    """Only those who may be the person: who is certainly somebody else is not kept."""
    for position, each in enumerate(found):
        if choice.outcome_of(position) is Outcome.NO_MATCH:
            continue
        verdict = choice.verdicts[position]
        Candidate.objects.create(
            prefecture_id=person.prefecture_id,
            person=person,
            position=position,
            outcome=choice.outcome_of(position).name,
            differing=[item.name for item in verdict.differing],
            sentence=verdict.sentence[:_SENTENCE],
        )
        items = {name: getattr(each.items, name) for name in ("name", "kana", "born", "sex", "address")}
        seals.seal(person, Sealed.What.CANDIDATE, items, position=position)
        seals.seal(person, Sealed.What.CANDIDATE_NUMBER, number_of(each), position=position)


def _leave_to_person(person: Person, sentence: str) -> None:
    _set_link(person, Person.Link.NEEDS_PERSON, sentence)


def _set_link(person: Person, link: Person.Link, sentence: str) -> None:
    person.link, person.link_sentence = link, sentence[:_SENTENCE]
    person.save(update_fields=["link", "link_sentence"])


def _settle(household: Household, trouble: str) -> None:
    row = household.row
    with transaction_for(system_of(row.prefecture_id)):
        if trouble:
            box.put_off(row, trouble)
            return
        box.settle(row)
        tell_identified(TakenOrder.objects.select_for_update().get(pk=row.subject_id))


def tell_identified(order: TakenOrder) -> None:
    """How many of the persons are fixed; those who are left out count as fixed: nothing waits for them."""
    links = list(Person.objects.filter(order=order).values_list("link", flat=True))
    fixed = sum(link in (Person.Link.LINKED, Person.Link.LEFT_OUT) for link in links)
    code = ProgressCode.IDENTIFIED if fixed == len(links) else ProgressCode.NEEDS_PERSON
    tell_progress(order, code, fixed, len(links))
