from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from councils.household import Relation
from councils.outbox import box
from councils.tenancy import system_of, transaction_for
from councils.trail import write
from inquiry.codes import FindingCode, Kind, ProgressCode, Verdict
from inquiry.reading import assistance, household, record, tax
from inquiry.sources.answers import Answer, AssistanceAnswer, HouseholdAnswer, TaxAnswer
from inquiry.vault import seals
from inquiry.vault.book import Book, book_of
from inquiry.vault.faults import Unusable, do_rows
from inquiry.vault.models import Inquiry, Person, Reading, TakenOrder
from inquiry.vault.telling import tell_findings, tell_progress

AT_MOST = 500
_READ = (Kind.TAX, Kind.HOUSEHOLD, Kind.ASSISTANCE)
Known = set[tuple[str, UUID | None]]


@dataclass(frozen=True, slots=True)
class Told:
    """読み解いた結果. person None where it is about the household."""

    code: FindingCode
    verdict: Verdict
    rule_version: str
    person: Person | None = None


def read(prefecture_id: str) -> int:
    """読み解き. Turns what has been answered into findings, each once; several bells for one order are one reading."""
    with transaction_for(system_of(prefecture_id)):
        rows = box.claim("read", at_most=AT_MOST)
    for order_id in dict.fromkeys(row.subject_id for row in rows):
        do_rows([row for row in rows if row.subject_id == order_id], partial(_read, order_id))
    return len(rows)


def _read(order_id: UUID) -> None:
    """Raises Unusable."""
    order = TakenOrder.objects.select_for_update().filter(pk=order_id).first()
    if order is None:
        raise Unusable("no_order")
    book = book_of(order.pk)
    known, answers = _told_of(order), seals.Answers(book.persons, _READ)
    _tell(order, [*_of_persons(book, answers, known), *_of_household(book, answers, known)])
    _tell_progress(order, book)


def _told_of(order: TakenOrder) -> set[tuple[str, UUID | None]]:
    """Once told, told: a later answer would contradict a decision that may rest on the first."""
    return set(Reading.objects.filter(order=order).values_list("code", "person_id"))


def answer_of(book: Book, answers: seals.Answers, person: Person, kind: Kind) -> Answer | None:
    """None where no answer came and none will."""
    inquiry = book.of(person, kind)
    if inquiry is None or inquiry.state != Inquiry.State.ANSWERED:
        return None
    return record.read(kind, answers.newest(person, kind)).answer


def _of_persons(book: Book, answers: seals.Answers, known: Known) -> Iterator[Told]:
    rules = (
        (Kind.TAX, FindingCode.RESIDENT_TAX_EXEMPT, tax.VERSION),
        (Kind.ASSISTANCE, FindingCode.PUBLIC_ASSISTANCE, assistance.VERSION),
    )
    for person in book.persons:
        for kind, code, version in rules:
            if (code, person.pk) not in known and kind in person.kinds and book.is_over(person, kind):
                yield Told(code, _agreed(book, answers, person, kind), version, person)


def _agreed(book: Book, answers: seals.Answers, person: Person, kind: Kind) -> Verdict:
    """Where several providers have answered, what they all say; an officer's paper settles what they do not."""
    if kind not in book.answered_kinds(person):
        return Verdict.NEEDS_CHECK
    verdicts = {_verdict(record.read(kind, content).answer) for content in answers.every(person, kind)}
    return verdicts.pop() if len(verdicts) == 1 else Verdict.NEEDS_CHECK


def _verdict(answer: Answer) -> Verdict:
    match answer:
        case TaxAnswer():
            return tax.tax_exempt(answer)
        case AssistanceAnswer():
            return assistance.public_assistance(answer)
        case _:
            return Verdict.NEEDS_CHECK


def _of_household(book: Book, answers: seals.Answers, known: Known) -> Iterator[Told]:
    asked = [person for person in book.persons if Kind.HOUSEHOLD in person.kinds]
    if (FindingCode.HOUSEHOLD_COMPOSITION, None) in known or not asked:
        return
    if not all(book.is_over(person, Kind.HOUSEHOLD) for person in asked):
        return
    verdict = household.household_composition([_declared(book, answers, person) for person in book.persons])
    yield Told(FindingCode.HOUSEHOLD_COMPOSITION, verdict, household.VERSION)


def _declared(book: Book, answers: seals.Answers, person: Person) -> household.DeclaredMember:
    answer = answer_of(book, answers, person, Kind.HOUSEHOLD)
    return household.DeclaredMember(Relation(person.relation), answer if isinstance(answer, HouseholdAnswer) else None)


def _tell(order: TakenOrder, those: list[Told]) -> None:
    if not those:
        return
    readings = [
        Reading(
            prefecture_id=order.prefecture_id,
            order=order,
            person=told.person,
            code=told.code,
            verdict=told.verdict,
            rule_version=told.rule_version,
        )
        for told in those
    ]
    Reading.objects.bulk_create(readings)
    write.acts("find", [_recorded(order, told) for told in those])
    tell_findings(readings, order)


def _recorded(order: TakenOrder, told: Told) -> write.Act:
    member_id = told.person.member_id if told.person else None
    return write.Act(order.case_id, member_id, told.code.value, told.rule_version)


def _tell_progress(order: TakenOrder, book: Book) -> None:
    done, total = book.counts()
    if done == total:
        tell_progress(order, ProgressCode.DONE, done, total)
    elif book.undecided():
        tell_progress(order, ProgressCode.OUTCOME_UNKNOWN, done, total)
    elif book.inquiries:
        tell_progress(order, ProgressCode.ASKED, done, total)
