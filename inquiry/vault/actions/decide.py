"""判定. What the resident network answered about a person, and what follows for the link."""

from councils.era import DateNotUnderstood, PartialDate
from councils.trail import write
from inquiry.codes import ProgressCode
from inquiry.matching.choose import Choice, choose
from inquiry.matching.compare import Outcome
from inquiry.matching.people import FourItems
from inquiry.sources.errors import NotSent, QueryRefused, SourceFault
from inquiry.sources.types import Candidate as Found
from inquiry.vault import seals
from inquiry.vault.models import Candidate, Person, Sealed, TakenOrder
from inquiry.vault.telling import tell_progress

_UNKNOWN_BIRTH = "生年月日に不詳の部分があります。住民票などで確認してください。"
_NOT_TAKEN = "住基ネットで照会できない内容です。氏名・生年月日・住所の入力を確認してください。"
_NO_ANSWER = "住基ネットに照会しましたが、回答を受け取れませんでした。照会の記録は残っている可能性があります。"
_SENTENCE = 200


def declared(person: Person) -> FourItems:
    return FourItems(person.name, person.kana, person.born, person.sex, person.address)


def decide(person: Person, others: list[FourItems], found: list[Found] | SourceFault) -> None:
    """本人特定の判定. Of a person who is locked and asked about; others are the rest of the household, as declared.

    A lookup leaves a record at the network: only one that was surely not taken in is made again by itself.
    """
    match found:
        case NotSent():
            _set_link(person, Person.Link.WAITING, "")
            return
        case QueryRefused():
            _set_link(person, Person.Link.NEEDS_PERSON, _NOT_TAKEN)
        case SourceFault():
            lose(person)
        case _:
            _choose(person, others, found)
    write.act("identify", case_id=person.case_id, subject_id=person.member_id, result=person.link)


def lose(person: Person) -> None:
    """結果不明. An officer has it looked up again, or leaves the person to papers."""
    _set_link(person, Person.Link.UNKNOWN, _NO_ANSWER)


def _choose(person: Person, others: list[FourItems], found: list[Found]) -> None:
    choice = choose(declared(person), [each.items for each in found], household=others)
    if choice.index is not None and _is_born_known(person):
        seals.seal(person, Sealed.What.NUMBER, number_of(found[choice.index]))
        _set_link(person, Person.Link.LINKED, choice.sentence)
        return
    _keep_candidates(person, choice, found)
    _set_link(person, Person.Link.NEEDS_PERSON, _UNKNOWN_BIRTH if choice.index is not None else choice.sentence)


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


def _set_link(person: Person, link: Person.Link, sentence: str) -> None:
    person.link, person.link_sentence = link, sentence[:_SENTENCE]
    person.save(update_fields=["link", "link_sentence"])


def tell_identified(order: TakenOrder) -> None:
    """How many of the persons are fixed; those who are left out count as fixed: nothing waits for them."""
    links = list(Person.objects.filter(order=order).values_list("link", flat=True))
    fixed = sum(link in (Person.Link.LINKED, Person.Link.LEFT_OUT) for link in links)
    code = ProgressCode.IDENTIFIED if fixed == len(links) else ProgressCode.NEEDS_PERSON
    tell_progress(order, code, fixed, len(links))
