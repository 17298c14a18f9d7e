"""回答. What was disclosed of a person's answers, in plain words; lives for one page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from councils.era import PartialDate
from councils.household import Relation
from inquiry.codes import Kind
from inquiry.officer.showing import HIDDEN_ADDRESS
from inquiry.reading import record
from inquiry.reading.aids import aids
from inquiry.reading.line import Line
from inquiry.reading.words import lines
from inquiry.vault.disclosure import Shown
from inquiry.vault.models import Person
from inquiry.vault.terms import copy_days

_PLACES = ("住所", "居所", "所在地", "方書", "送付先", "郵便番号", "市区町村", "電話")


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


def answers_of(person: Person, shown: Sequence[Shown]) -> list[AnswerPart]:
    """The newest answer of each kind, in plain words."""
    newest = {each.what: each for each in sorted(shown, key=lambda each: each.position)}
    count = person.order.persons.count()
    kinds = [kind for kind in Kind if kind in newest]
    parts = [_part(kind, newest[kind], Relation(person.relation), count) for kind in kinds]
    return [without_places(part) for part in parts] if person.order.is_nondisclosure else parts


def without_places(part: AnswerPart) -> AnswerPart:
    """支援措置. Of a protected household no place is shown, whatever the network calls the item."""
    lines = [replace(line, value=HIDDEN_ADDRESS) if _is_place(line) else line for line in part.lines]
    return replace(part, lines=lines)


def _is_place(line: Line) -> bool:
    return any(word in line.label for word in _PLACES)


def _part(kind: Kind, shown: Shown, relation: Relation, member_count: int) -> AnswerPart:
    answered, today = record.read(kind, shown.content), timezone.localdate()
    return AnswerPart(
        title=kind.label,
        updated_on=PartialDate.parse(answered.updated_on.isoformat()).wareki(),
        lines=lines(answered.answer, relation=relation, member_count=member_count),
        aids=aids(answered, on=today, copy_days=copy_days(today)),
    )
