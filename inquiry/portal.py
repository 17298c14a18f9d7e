"""マイナポータル. What an applicant's own result says, in words, for the desk where it was handed over.

The second thing of inquiry that loans may import, beside the gateway: pure, without a network, a vault or a table.
Nothing of a file is kept here, and a file with a 個人番号 in it is refused before it is read. Which kind a finding is
about is said too, so that what the applicant handed in stands beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from councils.era import wareki
from councils.household import Relation
from inquiry.codes import FindingCode, Kind
from inquiry.reading.line import Line
from inquiry.reading.rules import OF_PERSON
from inquiry.reading.words import lines
from inquiry.sources.portal.parse import LARGEST_BYTES, parse
from inquiry.sources.portal.result import Origin, PortalAnswer

__all__ = ["LARGEST_BYTES", "Line", "Part", "Shown", "kind_of", "read"]
_KINDS = {rule.code: rule.kind for rule in OF_PERSON.values()} | {
    FindingCode.HOUSEHOLD_COMPOSITION: Kind.HOUSEHOLD,
    FindingCode.INCOME_LIMIT: Kind.TAX,
}


@dataclass(frozen=True, slots=True, repr=False)
class Part:
    """一種類の結果. kind is its code; updated_on is the provider's day."""

    kind: str
    title: str
    updated_on: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """取得結果. With its origin, which is always said beside it."""

    origin: str
    obtained_on: date
    parts: Sequence[Part]


def read(file: bytes, *, relation: Relation, member_count: int, today: date) -> Shown:
    """自己情報の取得結果. relation and member_count as declared. Raises the refusals of inquiry.sources.portal."""
    result = parse(file, today=today)
    parts = [_part(each, relation, member_count) for each in result.answers]
    return Shown(Origin.PORTAL.value, result.obtained_on, parts)


def kind_of(code: FindingCode) -> str:
    """照会結果の項目の種類. Of which kind of information a finding speaks; '' where of more than one."""
    kind = _KINDS.get(code)
    return kind.value if kind else ""


def _part(answer: PortalAnswer, relation: Relation, member_count: int) -> Part:
    said = lines(answer.answered.answer, relation=relation, member_count=member_count)
    return Part(answer.kind.value, answer.kind.label, wareki(answer.answered.updated_on), said)
