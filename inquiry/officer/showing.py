"""画面の行. What the officer's pages show of an order: finished words and kinds of chips, no values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from councils.era import DateNotUnderstood, PartialDate, wareki
from inquiry.vault.book import Book
from inquiry.vault.models import Inquiry, Mishap, Person, Source, TakenOrder
from inquiry.vault.resting import rest_of

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
HIDDEN_ADDRESS = "支援措置のため表示しません"
_SEXES = {"M": "男", "F": "女"}
FOR_OFFICERS = (Person.Link.NEEDS_PERSON, Person.Link.PROPOSED, Person.Link.UNKNOWN)
_LINK_OVER = (Person.Link.LINKED, Person.Link.LEFT_OUT)
_LINK_MOVES = (Person.Link.WAITING, Person.Link.ASKED, Person.Link.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Chip:
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """mishap: 誤照会 of this person that was not lifted; nothing of the person is shown then.

    may_be_wrong: something was asked about the person, by whatever link, so that it may have been 誤照会.
    """

    person: Person
    mishap: Mishap | None
    chip: Chip
    needs_person: bool
    has_answers: bool
    may_be_wrong: bool
    unplaced: Sequence[str]


@dataclass(frozen=True, slots=True)
class OrderRow:
    """照会依頼の一覧の行."""

    order: TakenOrder
    chip: Chip
    person_count: int
    done_count: int
    ordered_at: str


@dataclass(frozen=True, slots=True)
class DayRow:
    """今日の一覧の行."""

    order: TakenOrder
    todo: Sequence[str]
    ordered_at: str


def person_rows(book: Book) -> list[PersonRow]:
    mishaps = {each.person_id: each for each in Mishap.objects.filter(person__in=book.persons, lifted_at__isnull=True)}
    asked = set(
        Inquiry.objects.filter(person__in=book.persons, asked_at__isnull=False).values_list("person_id", flat=True)
    )
    return [
        PersonRow(
            person=person,
            mishap=mishaps.get(person.pk),
            chip=Chip(person.get_link_display(), _LINK_CHIPS[Person.Link(person.link)]),
            needs_person=person.link in FOR_OFFICERS,
            has_answers=bool(book.answered_kinds(person)),
            may_be_wrong=person.pk in asked,
            unplaced=[shown_address(person, each) for each in book.directory.unplaced(person)],
        )
        for person in book.persons
    ]


def is_moving(book: Book) -> bool:
    """Whether the page is worth looking at again by itself."""
    return bool(book.under_way()) or any(person.link in _LINK_MOVES for person in book.persons)


def resting_words(book: Book) -> list[str]:
    """待っている理由. Of each network that rests while something of this order waits for it."""
    waits = {
        Source.RESIDENT: any(person.link in _LINK_MOVES for person in book.persons),
        Source.INFORMATION: bool(book.under_way()),
    }
    rests = ((line, rest_of(line)) for line, is_awaited in waits.items() if is_awaited)
    return [f"{line.label}：{rest.label}。" for line, rest in rests if rest]


def progress_words(book: Book) -> str:
    """「5人中4人回答、1人は未紐付け、9時05分から待ち」."""
    words = [f"{len(book.persons)}人中{book.persons_done()}人回答"]
    unlinked = sum(person.link not in _LINK_OVER for person in book.persons)
    if unlinked:
        words.append(f"{unlinked}人は未紐付け")
    oldest = min((inquiry.asked_at for inquiry in book.under_way() if inquiry.asked_at), default=None)
    if oldest is not None:
        words.append(f"{clock(oldest)}から待ち")
    return "、".join(words)


def order_facts(order: TakenOrder) -> list[dict[str, str]]:
    """依頼の内容."""
    is_hidden = order.is_nondisclosure
    facts = {
        "急ぎ": "至急" if order.is_urgent else "通常",
        "照会目的": order.get_purpose_display(),
        "根拠": order.get_legal_basis_display(),
        "不開示": "不開示コードを付けて照会します" if is_hidden else "付けません",
        "依頼者": order.ordered_name,
        "依頼日時": moment(order.ordered_at),
    }
    if order.closed_at is not None:
        facts["番号廃棄"] = moment(order.closed_at)
    return [{"label": label, "value": value} for label, value in facts.items()]


def shown_address(person: Person, address: str) -> str:
    """住所. Of a protected household no page of the gate prints one."""
    return HIDDEN_ADDRESS if person.order.is_nondisclosure else address


def moment(at: datetime) -> str:
    """日時, e.g. 令和8年11月21日 9:05."""
    local = timezone.localtime(at)
    return f"{wareki(local.date())} {local.hour}:{local.minute:02d}"


def clock(at: datetime) -> str:
    """時刻. With the day where it is not today's."""
    local = timezone.localtime(at)
    day = "" if local.date() == timezone.localdate() else f"{local.month}月{local.day}日"
    return f"{day}{local.hour}時{local.minute:02d}分"


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
    if book.undecided() or book.follower_count() or any(person.link in FOR_OFFICERS for person in book.persons):
        return Chip("担当者の確認待ち", "returned")
    done, total = book.counts()
    if done == total:
        return Chip("照会完了", "good")
    return Chip("照会中", "waiting") if book.inquiries else Chip("照会前", "active")
