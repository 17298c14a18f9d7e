"""判定. From the answers of one order to its findings, by the rules in force; what was told is not judged again."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from councils.household import Relation
from inquiry.codes import FindingCode, FindingReason, Kind, Verdict
from inquiry.reading import copies, household, income, record
from inquiry.reading.rules import OF_MORE, OF_PERSON, Rule
from inquiry.sources.answers import Answer, HouseholdAnswer, TaxAnswer
from inquiry.sources.outcomes import Answered
from inquiry.vault import seals
from inquiry.vault.book import Book
from inquiry.vault.finding_rules import Versions, limit_on
from inquiry.vault.models import Inquiry, Person, PlanLine
from inquiry.vault.terms import copy_days

Known = set[tuple[str, UUID | None]]


@dataclass(frozen=True, slots=True)
class Told:
    """読み解いた結果. person None where it is about the household."""

    code: FindingCode
    verdict: Verdict
    rule_version: str
    person: Person | None = None
    reason: FindingReason | str = ""


@dataclass(frozen=True, slots=True)
class Judge:
    """判定する者. known: what was told already; once told, told, as a decision may rest on it."""

    book: Book
    answers: seals.Answers
    known: Known
    versions: Versions
    today: date
    read: dict[tuple[UUID, Kind], list[Answered]] = field(default_factory=dict)

    def told(self) -> Iterator[Told]:
        """Raises KeyError where the table names a version that is not in the registry."""
        for person in self.book.persons:
            yield from self._of_person(person)
            yield from self._of_copies(person)
        yield from self._of_household()
        yield from self._of_income()

    def _of_person(self, person: Person) -> Iterator[Told]:
        for code, version in self.versions.items():
            if version in OF_MORE:
                continue
            rule = OF_PERSON[version]
            if self._is_due(code, person) and self._is_read(person, rule.kind):
                yield Told(code, self._verdict(rule, person), version, person)

    def _is_read(self, person: Person, kind: Kind) -> bool:
        """Planned, and nothing more will come. Where there was nobody to ask, there is nothing to tell either."""
        return kind in person.kinds and self.book.is_over(person, kind) and not self.book.has_no_one(person, kind)

    def _verdict(self, rule: Rule, person: Person) -> Verdict:
        """Where several providers have answered, as the rule joins them; an officer's paper settles what stays open."""
        if rule.kind not in self.book.answered_kinds(person):
            return Verdict.NEEDS_CHECK
        said = [rule.says(answer, self.today) for answer in self._every(person, rule.kind)]
        return rule.agree(said) if said else Verdict.NEEDS_CHECK  # destroyed after 誤照会

    def _of_copies(self, person: Person) -> Iterator[Told]:
        """Told only where one is old, and once nothing more will come about the person."""
        version = self._version_of(FindingCode.OLD_COPY)
        is_over = all(self.book.is_over(person, kind) for kind in person.kinds)
        if not version or not is_over or not self._is_due(FindingCode.OLD_COPY, person):
            return
        updated = (each.updated_on for kind in self.book.answered_kinds(person) for each in self._records(person, kind))
        if copies.has_old(updated, self.today, copy_days(self.today)):
            yield Told(FindingCode.OLD_COPY, Verdict.APPLIES, version, person)

    def _of_household(self) -> Iterator[Told]:
        version = self._version_of_all(FindingCode.HOUSEHOLD_COMPOSITION, Kind.HOUSEHOLD)
        if version:
            verdict = household.household_composition([self._declared(person) for person in self.book.persons])
            yield Told(FindingCode.HOUSEHOLD_COMPOSITION, verdict, version)

    def _declared(self, person: Person) -> household.DeclaredMember:
        inquiry = self.book.of(person, Kind.HOUSEHOLD)
        is_answered = inquiry is not None and inquiry.state == Inquiry.State.ANSWERED
        came = self._every(person, Kind.HOUSEHOLD) if is_answered else []  # none where it was destroyed after 誤照会
        said = came[-1] if came and isinstance(came[-1], HouseholdAnswer) else None
        return household.DeclaredMember(Relation(person.relation), said)

    def _of_income(self) -> Iterator[Told]:
        version = self._version_of_all(FindingCode.INCOME_LIMIT, Kind.TAX)
        if version:
            order = self.book.persons[0].order
            limit = limit_on(self.today, order.prefecture_id, len(self.book.persons), order.fund)
            verdict = income.income_limit(self._taxes(), limit)
            # Said of every order while there is none, so that it tells nothing of anybody's answers.
            reason = "" if limit else FindingReason.NO_LIMIT
            yield Told(FindingCode.INCOME_LIMIT, verdict, version, reason=reason)

    def _taxes(self) -> list[TaxAnswer | None]:
        """Of everybody whose taxes were planned: whoever was left out has an income that is not known here."""
        order_id = self.book.persons[0].order_id
        left = PlanLine.objects.filter(order_id=order_id, kind=Kind.TAX).exclude(left_out="").count()
        asked = [self._tax(person) for person in self.book.persons if Kind.TAX in person.kinds]
        return [*asked, *[None] * left]

    def _tax(self, person: Person) -> TaxAnswer | None:
        """None where none came, or where several do not say the same."""
        if Kind.TAX not in self.book.answered_kinds(person):
            return None
        said = [answer for answer in self._every(person, Kind.TAX) if isinstance(answer, TaxAnswer)]
        same = {(answer.is_undeclared, answer.total_income_yen) for answer in said}
        return said[0] if len(same) == 1 else None

    def _version_of_all(self, code: FindingCode, kind: Kind) -> str:
        """'' while it is not in force, told already, or an answer of the kind is still to come."""
        asked = [person for person in self.book.persons if kind in person.kinds]
        is_over = bool(asked) and all(self.book.is_over(person, kind) for person in asked)
        return self._version_of(code) if is_over and self._is_due(code, None) else ""

    def _version_of(self, code: FindingCode) -> str:
        """'' where none is in force. One that is not registered is taken for a rule about persons, and fails there."""
        version = self.versions.get(code, "")
        return version if version in OF_MORE else ""

    def _is_due(self, code: FindingCode, person: Person | None) -> bool:
        return (code.value, person.pk if person else None) not in self.known

    def _every(self, person: Person, kind: Kind) -> list[Answer]:
        return [each.answer for each in self._records(person, kind)]

    def _records(self, person: Person, kind: Kind) -> list[Answered]:
        """Each read once, however many rules ask for it."""
        if (person.pk, kind) not in self.read:
            self.read[person.pk, kind] = [record.read(kind, content) for content in self.answers.every(person, kind)]
        return self.read[person.pk, kind]
