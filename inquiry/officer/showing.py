"""画面の行. What the officer's pages show of an order: finished words and kinds of chips, no values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from councils.era import DateNotUnderstood, PartialDate, wareki
from inquiry.codes import Kind
from inquiry.vault.book import Book, needs_decision
from inquiry.vault.models import Inquiry, Person, TakenOrder

_LINK_CHIPS = {
    Person.Link.WAITING: "waiting",
    Person.Link.ASKED: "waiting",
    Person.Link.UNKNOWN: "returned",
    Person.Link.LINKED: "good",
    Person.Link.NEEDS_PERSON: "returned",
    Person.Link.PROPOSED: "active",
    Person.Link.CONFIRMED: "waiting",
    Person.Link.LEFT_OUT: "closed",
}
_STATE_CHIPS = {
    Inquiry.State.WAITING: "waiting",
    Inquiry.State.SENT: "waiting",
    Inquiry.State.ASKED: "waiting",
    Inquiry.State.ANSWERED: "good",
    Inquiry.State.NO_RECORD: "closed",
    Inquiry.State.STOPPED: "returned",
    Inquiry.State.FAILED: "bad",
    Inquiry.State.UNKNOWN: "bad",
}
_SEXES = {"M": "男", "F": "女"}
_FOR_OFFICERS = (Person.Link.NEEDS_PERSON, Person.Link.PROPOSED, Person.Link.UNKNOWN)
_LINK_MOVES = (Person.Link.WAITING, Person.Link.ASKED, Person.Link.CONFIRMED)
UNDER_WAY = (Inquiry.State.WAITING, Inquiry.State.SENT, Inquiry.State.ASKED)


@dataclass(frozen=True, slots=True)
class Chip:
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class KindRow:
    """照会する情報と、その状態."""

    label: str
    chip: Chip
    undecided: Inquiry | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    person: Person
    chip: Chip
    kinds: Sequence[KindRow]
    needs_person: bool
    has_answers: bool


@dataclass(frozen=True, slots=True)
class OrderRow:
    """照会依頼の一覧の行."""

    order: TakenOrder
    chip: Chip
    person_count: int
    done_count: int
    ordered_at: str


def person_rows(book: Book) -> list[PersonRow]:
    return [
        PersonRow(
            person=person,
            chip=Chip(person.get_link_display(), _LINK_CHIPS[Person.Link(person.link)]),
            kinds=[_kind_row(book, person, Kind(kind)) for kind in person.kinds],
            needs_person=person.link in _FOR_OFFICERS,
            has_answers=bool(book.answered_kinds(person)),
        )
        for person in book.persons
    ]


def _kind_row(book: Book, person: Person, kind: Kind) -> KindRow:
    inquiry = book.of(person, kind)
    if inquiry is None:
        return KindRow(kind.label, Chip("照会前", "neutral"), None)
    label, chip = inquiry.get_state_display(), _STATE_CHIPS[Inquiry.State(inquiry.state)]
    if inquiry.settlement or inquiry.result_class == "refused":
        label, chip = "書類で確認", "closed"
    return KindRow(kind.label, Chip(label, chip), inquiry if needs_decision(inquiry) else None)


def is_moving(book: Book) -> bool:
    """Whether the page is worth looking at again by itself."""
    is_asking = any(inquiry.state in UNDER_WAY for inquiry in book.inquiries)
    return is_asking or any(person.link in _LINK_MOVES for person in book.persons)


def progress_words(book: Book) -> str:
    """「5人中4人回答」."""
    return f"{len(book.persons)}人中{book.persons_done()}人回答"


def order_facts(order: TakenOrder) -> list[dict[str, str]]:
    """依頼の内容."""
    is_hidden = order.is_nondisclosure
    facts = {
        "照会目的": order.get_purpose_display(),
        "根拠": order.get_legal_basis_display(),
        "不開示": "不開示コードを付けて照会します" if is_hidden else "付けません",
        "依頼者": order.ordered_name,
        "依頼日時": moment(order.ordered_at),
    }
    if order.closed_at is not None:
        facts["番号廃棄"] = moment(order.closed_at)
    return [{"label": label, "value": value} for label, value in facts.items()]


def moment(at: datetime) -> str:
    """日時, e.g. 令和8年11月21日 9:05."""
    local = timezone.localtime(at)
    return f"{wareki(local.date())} {local.hour}:{local.minute:02d}"


def born_words(born: str) -> str:
    """生年月日. In era years; what cannot be read is shown as it was declared."""
    try:
        return PartialDate.parse(born).wareki()
    except DateNotUnderstood:
        return born


def sex_word(sex: str) -> str:
    """性別. As the slip or the register has it, in one word."""
    return _SEXES.get(sex, sex)


def order_chip(order: TakenOrder, book: Book) -> Chip:
    if order.closed_at is not None:
        return Chip("番号廃棄済み", "closed")
    if book.undecided() or any(person.link in _FOR_OFFICERS for person in book.persons):
        return Chip("担当者の確認待ち", "returned")
    done, total = book.counts()
    if done == total:
        return Chip("照会完了", "good")
    return Chip("照会中", "waiting") if book.inquiries else Chip("照会前", "active")
