"""判定. What the resident network answered about a person, and what follows for the link."""

from uuid import UUID

from councils.era import DateNotUnderstood, PartialDate
from councils.trail import write
from inquiry.codes import ProgressCode
from inquiry.matching.choose import Choice, choose
from inquiry.matching.compare import Outcome, compare
from inquiry.matching.people import FourItems, Item
from inquiry.sources.errors import NotSent, QueryRefused, SourceFault
from inquiry.sources.types import Candidate as Found
from inquiry.vault import links, marks, seals
from inquiry.vault.models import Candidate, Person, Sealed, TakenOrder
from inquiry.vault.telling import tell_progress

_UNKNOWN_BIRTH = "生年月日に不詳の部分があります。住民票などで確認してください。"
_NOT_TAKEN = "住基ネットで照会できない内容です。氏名・生年月日・住所の入力を確認してください。"
NO_ANSWER = "住基ネットに照会しましたが、回答を受け取れませんでした。照会の記録は残っている可能性があります。"
_ANOTHERS = "この候補の番号は、すでにほかの方に紐付けられています。番号の取り違えを確認してください。"
_UNDONE_BEFORE = "一度解除した紐付けです。自動では紐付けません。"
_SENTENCE = 200


def declared(person: Person) -> FourItems:
    return FourItems(person.name, person.kana, person.born, person.sex, person.address)


def decide(person: Person, others: list[Person], found: list[Found] | SourceFault) -> None:
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
    _set_link(person, Person.Link.UNKNOWN, NO_ANSWER)


def _choose(person: Person, others: list[Person], found: list[Found]) -> None:
    choice = choose(declared(person), [each.registered for each in found], household=list(map(declared, others)))
    trouble = choice.sentence if choice.index is None else _why_not(person, found[choice.index])
    kept = _record(person, others, choice, found)
    if trouble or choice.index is None:
        for candidate, each in kept:
            _keep_items(person, candidate, each)
        _set_link(person, Person.Link.NEEDS_PERSON, trouble)
        return
    links.register(person, number_of(found[choice.index]), agreeing=len(Item))
    _set_link(person, Person.Link.LINKED, choice.sentence)


def _why_not(person: Person, found: Found) -> str:
    """Why one who agrees on all four is still laid before a person."""
    if not _is_born_known(person):
        return _UNKNOWN_BIRTH
    if links.was_undone(person):
        return _UNDONE_BEFORE
    return _ANOTHERS if marks.is_anothers(person, found.number) else ""


def number_of(found: Found) -> dict[str, str]:
    return {"number": found.number, "resident_code": found.resident_code}


def _is_born_known(person: Person) -> bool:
    """A date that is 不詳 in part may agree and still be many people's."""
    try:
        return PartialDate.parse(person.born).day is not None
    except DateNotUnderstood:
        return False


def _record(person: Person, others: list[Person], choice: Choice, found: list[Found]) -> list[tuple[Candidate, Found]]:
    """候補者の記録. Everybody who was found and how they compare, by code; returned are those who may be the person."""
    first = person.candidates.count()  # after an earlier lookup
    rows = [_candidate(person, first + index, index, others, choice, each) for index, each in enumerate(found)]
    Candidate.objects.bulk_create(rows)
    kept = [(row, each) for row, each in zip(rows, found, strict=True) if row.outcome != Outcome.NO_MATCH.name]
    result = f"found {len(found)}, kept {len(kept)}"
    write.act("find_candidates", case_id=person.case_id, subject_id=person.member_id, result=result)
    return kept


def _candidate(
    person: Person, position: int, index: int, others: list[Person], choice: Choice, each: Found
) -> Candidate:
    verdict = choice.verdicts[index]
    return Candidate(
        prefecture_id=person.prefecture_id,
        person=person,
        position=position,
        outcome=choice.outcome_of(index).name,
        differing=[item.name for item in verdict.differing],
        sentence=verdict.sentence[:_SENTENCE],
        fits_member_id=_member_who_fits(others, each),
    )


def _member_who_fits(others: list[Person], each: Found) -> UUID | None:
    """世帯員との突合. The other member of the form with whom all four items agree: whose record this is."""
    fits = (other.pk for other in others if compare(declared(other), each.registered).outcome is Outcome.MATCH)
    return next(fits, None)


def _keep_items(person: Person, candidate: Candidate, each: Found) -> None:
    items = {name: getattr(each.items, name) for name in ("name", "kana", "born", "sex", "address")}
    former = [{"address": place.address, "until": place.until.isoformat()} for place in each.former]
    content = {**items, "other_names": list(each.other_names), "former": former}
    seals.seal(person, Sealed.What.CANDIDATE, content, position=candidate.position)
    seals.seal(person, Sealed.What.CANDIDATE_NUMBER, number_of(each), position=candidate.position)
    marks.mark(person, each.number, candidate)


def _set_link(person: Person, link: Person.Link, sentence: str) -> None:
    person.link, person.link_sentence = link, sentence[:_SENTENCE]
    person.save(update_fields=["link", "link_sentence"])


def tell_identified(order: TakenOrder) -> None:
    """How many of the persons are fixed; those who are left out count as fixed: nothing waits for them.

    Whom one officer linked alone is fixed when the second has confirmed it.
    """
    rows = Person.objects.filter(order=order)
    settled = rows.filter(link__in=(Person.Link.LINKED, Person.Link.LEFT_OUT))
    fixed = settled.exclude(pk__in=links.unchecked().values("person")).count()
    total = rows.count()
    code = ProgressCode.IDENTIFIED if fixed == total else ProgressCode.NEEDS_PERSON
    tell_progress(order, code, fixed, total)
