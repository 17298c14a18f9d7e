"""見比べ. What was disclosed beside what was declared, differences marked; lives for one page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from councils.era import PartialDate
from councils.household import Relation
from inquiry.codes import Kind
from inquiry.matching.people import FourItems, Item
from inquiry.officer.showing import born_words, sex_word
from inquiry.reading import record
from inquiry.reading.aids import aids
from inquiry.reading.line import Line
from inquiry.reading.words import lines
from inquiry.vault.disclosure import Shown
from inquiry.vault.models import Person
from inquiry.vault.terms import copy_days


@dataclass(frozen=True, slots=True, repr=False)
class Beside:
    """候補者の一項目."""

    value: str
    is_different: bool


@dataclass(frozen=True, slots=True, repr=False)
class ItemRow:
    """項目ごとの見比べ: declared, then each candidate."""

    label: str
    declared: str
    found: Sequence[Beside]


@dataclass(frozen=True, slots=True, repr=False)
class Comparison:
    heads: Sequence[str]
    rows: Sequence[ItemRow]


@dataclass(frozen=True, slots=True, repr=False)
class AnswerPart:
    """一種類の回答."""

    title: str
    updated_on: str
    lines: Sequence[Line]
    aids: Sequence[str]

    @property
    def has_declared(self) -> bool:
        return any(line.declared for line in self.lines)


def candidates_of(person: Person, shown: Sequence[Shown]) -> Comparison:
    """Which items differ was decided when the candidates were found, by the rule, and not here by eye."""
    differing = {candidate.position: set(candidate.differing) for candidate in person.candidates.all()}
    found = [(FourItems(**each.content), differing.get(each.position, set())) for each in shown]
    rows = [
        _row("氏名", person.name, [(items.name, Item.NAME.name in apart) for items, apart in found]),
        _row("フリガナ", person.kana, [(items.kana, items.kana != person.kana) for items, _ in found]),
        _row(
            "生年月日", born_words(person.born), [(born_words(i.born), Item.BORN.name in apart) for i, apart in found]
        ),
        _row("性別", sex_word(person.sex), [(sex_word(items.sex), Item.SEX.name in apart) for items, apart in found]),
        _row("住所", person.address, [(items.address, Item.ADDRESS.name in apart) for items, apart in found]),
    ]
    return Comparison([f"候補{each.position + 1}" for each in shown], rows)


def _row(label: str, declared: str, found: Sequence[tuple[str, bool]]) -> ItemRow:
    return ItemRow(label, declared, [Beside(value, is_different) for value, is_different in found])


def answers_of(person: Person, shown: Sequence[Shown]) -> list[AnswerPart]:
    """The newest answer of each kind, in plain words."""
    newest = {each.what: each for each in sorted(shown, key=lambda each: each.position)}
    count = person.order.persons.count()
    kinds = [kind for kind in Kind if kind in newest]
    return [_part(kind, newest[kind], Relation(person.relation), count) for kind in kinds]


def _part(kind: Kind, shown: Shown, relation: Relation, member_count: int) -> AnswerPart:
    answered, today = record.read(kind, shown.content), timezone.localdate()
    return AnswerPart(
        title=kind.label,
        updated_on=PartialDate.parse(answered.updated_on.isoformat()).wareki(),
        lines=lines(answered.answer, relation=relation, member_count=member_count),
        aids=aids(answered, on=today, copy_days=copy_days(today)),
    )
