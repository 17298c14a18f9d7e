"""回答の揃い具合. Members × kinds in state words: what came, what waits and since when, and whom to ask next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from councils.era import wareki
from inquiry.codes import Kind, LeftOut, Scope
from inquiry.officer.showing import Chip, clock
from inquiry.vault.book import FOR_PAPER, UNDER_WAY, Book, is_answerable, needs_decision
from inquiry.vault.models import Inquiry, Person, PlanLine, TakenOrder

_CHIPS = {
    Inquiry.State.WAITING: "waiting",
    Inquiry.State.SENT: "waiting",
    Inquiry.State.ASKED: "waiting",
    Inquiry.State.ANSWERED: "good",
    Inquiry.State.NO_RECORD: "closed",
    Inquiry.State.STOPPED: "returned",
    Inquiry.State.FAILED: "bad",
    Inquiry.State.UNKNOWN: "bad",
}
_PAPER = Chip("書類で確認", "closed")


class Why(StrEnum):
    """照会しない理由. The words of the cell; HINTS says once, below the board, what to do about it."""

    NO_FORMER = "ほかの都道府県の前住所なし"
    UNPLACED = "前住所の都道府県が不明"
    UNNAMED = "接続仕様に未登録"
    LEFT_OUT = "本人を特定できず"
    REVOKED = "同意の取消し"


_HINTS = {
    Why.NO_FORMER: "ほかの都道府県に住んでいた記録がない方には、照会先がありません。"
    "前住所が新しく分かったときは、事務局に照会依頼を頼んでください。",
    Why.UNPLACED: "前住所から都道府県を決められない方には、照会先がありません。"
    "都道府県名の入った前住所が分かったときは、事務局に照会依頼を頼んでください。",
    Why.UNNAMED: "接続仕様に名のない情報は、照会できません。"
    "書類で確認し、登録は責任者（「照会の番号」の画面）に頼んでください。",
    Why.REVOKED: "ご本人が同意を取り消したため、これから照会しません。照会済みのものは、そのまま残ります。",
    Why.LEFT_OUT: "本人を特定できない方には照会しません。理由は、氏名から開く本人特定の画面にあります。",
}


@dataclass(frozen=True, slots=True)
class Part:
    """一つの照会先."""

    provider: str
    chip: Chip
    note: str
    inquiry: Inquiry | None = None
    is_undecided: bool = False
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """一人の一種類."""

    person: Person
    parts: Sequence[Part]
    following: str
    left_out: str


@dataclass(frozen=True, slots=True)
class KindLine:
    kind: Kind
    why: str
    scope: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class LeftLine:
    """照会しない情報と理由."""

    label: str
    reason: str
    why: str


@dataclass(frozen=True, slots=True)
class Board:
    persons: Sequence[Person]
    lines: Sequence[KindLine]
    left: Sequence[LeftLine]

    @property
    def hints(self) -> list[str]:
        """What to do about the cells that have nobody to ask."""
        given = {part.why for line in self.lines for cell in line.cells for part in cell.parts}
        return [_HINTS[why] for why in Why if why in given]


def board_of(order: TakenOrder, book: Book) -> Board:
    """The kinds that are asked about somebody, member by member; and those that are left out for all."""
    planned = {(line.person_id, line.kind): line for line in PlanLine.objects.filter(order=order)}
    asked = {kind for person in book.persons for kind in person.kinds}
    left = {line.kind: line for line in planned.values() if line.kind not in asked}
    return Board(
        book.persons,
        [_line(kind, book, planned) for kind in Kind if kind in asked],
        [_left(kind, left[kind]) for kind in Kind if kind in left],
    )


def _left(kind: Kind, line: PlanLine) -> LeftLine:
    return LeftLine(kind.label, LeftOut(line.left_out).label, line.why)


def _line(kind: Kind, book: Book, planned: dict[tuple[UUID, str], PlanLine]) -> KindLine:
    lines = [planned[person.pk, kind] for person in book.persons if (person.pk, kind) in planned]
    asked = [line for line in lines if not line.left_out]
    first = next(iter(asked or lines), None)
    cells = [_cell(kind, person, book, planned.get((person.pk, kind))) for person in book.persons]
    return KindLine(kind, first.why if first else "", _scope(first) if first else "", cells)


def _cell(kind: Kind, person: Person, book: Book, line: PlanLine | None) -> Cell:
    if kind not in person.kinds:
        reason = LeftOut(line.left_out).label if line and line.left_out else "照会しない"
        return Cell(person, [], "", reason)
    turn = book.following(person, kind)
    following = "・".join(book.directory.name_of(provider.code) for provider in turn)
    parts = [_part(inquiry, book) for inquiry in book.all_of(person, kind)]
    return Cell(person, parts or [_not_asked(kind, person, book)], following, "")


def _not_asked(kind: Kind, person: Person, book: Book) -> Part:
    if not is_answerable(kind):
        return Part("", _PAPER, "", why=Why.UNNAMED)
    if person.revoked_at is not None:
        return Part("", _PAPER, "", why=Why.REVOKED)
    if person.link == Person.Link.LEFT_OUT:
        return Part("", _PAPER, "", why=Why.LEFT_OUT)
    if book.is_over(person, kind):
        is_unplaced = bool(book.directory.unplaced(person))
        return Part("", Chip("照会先なし", "closed"), "", why=Why.UNPLACED if is_unplaced else Why.NO_FORMER)
    is_linked = person.link == Person.Link.LINKED
    return Part("", Chip("照会前" if is_linked else "未紐付け", "neutral"), "")


def _part(inquiry: Inquiry, book: Book) -> Part:
    chip = Chip(inquiry.get_state_display(), _CHIPS[Inquiry.State(inquiry.state)])
    if inquiry.result_class in FOR_PAPER or (inquiry.settlement and inquiry.state != Inquiry.State.ANSWERED):
        chip = _PAPER
    waits = inquiry.state in UNDER_WAY and inquiry.asked_at is not None
    note = f"{clock(inquiry.asked_at)}から" if waits and inquiry.asked_at else ""
    return Part(book.directory.name_of(inquiry.provider), chip, note, inquiry, needs_decision(inquiry))


def _scope(line: PlanLine) -> str:
    match Scope(line.scope):
        case Scope.POINT:
            return f"{_day(line.from_on)}時点"
        case Scope.RANGE:
            return f"{_day(line.from_on)}から{_day(line.until_on)}まで"
        case _:
            return "最新"


def _day(day: date | None) -> str:
    return wareki(day) if day else ""
