from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from councils import access
from councils.outbox import doorbell
from councils.permissions import Permission
from councils.refusals import Refused
from councils.tenancy import Actor
from councils.trail import write
from inquiry.codes import Kind, ProviderType
from inquiry.officer.actions.protected import check_stop
from inquiry.officer.officers import officer_id
from inquiry.officer.refusals import AllAsked, NobodyToAsk, OrderClosed, OthersFirst, PlaceUnknown
from inquiry.officer.trained import check_trained
from inquiry.vault.book import Book, book_of, is_answerable
from inquiry.vault.models import Inquiry, Person, PlanLine, TakenOrder
from inquiry.vault.providers import NoProvider, Provider, Turn

BELL = "ask"
Lines = Mapping[tuple[UUID, str], PlanLine]


@dataclass(frozen=True, slots=True)
class AskedAll:
    """照会した人数と件数、本人特定がまだで含めなかった人数."""

    person_count: int
    inquiry_count: int
    left_out_count: int

    @property
    def sentence(self) -> str:
        done = f"{self.person_count}人について{self.inquiry_count}件の照会を始めました。"
        if not self.left_out_count:
            return done
        return f"{done}{self.left_out_count}人は本人特定がまだのため、含めていません。"


def ask_everyone(order_id: UUID, *, by: Actor) -> AskedAll:
    """全員に照会する. The plan fans out: every kind of every linked person, at the first providers, once.

    Raises OrderClosed, NobodyToAsk, OthersFirst, AllAsked, StopUnread, PlaceUnknown or NotTrained.
    """
    check_trained(by)
    order = access.find(TakenOrder, order_id, by=by, may=Permission.INQUIRE)
    hold_open(order.pk)
    book = book_of(order.pk)
    check_may_ask(order, book)
    check_stop(order, by=by)
    new = insert(fanned_out(order, book, by=by))
    write.act("ask_everyone", case_id=order.case_id, purpose=order.purpose, result=str(len(new)))
    ring(order.prefecture_id)
    return AskedAll(len({inquiry.person_id for inquiry in new}), len(new), _unlinked(book))


def fanned_out(
    order: TakenOrder, book: Book, *, by: Actor, route: Inquiry.Route = Inquiry.Route.NETWORK
) -> list[Inquiry]:
    """計画の展開. What the plan asks and nobody has asked yet, not yet stored. Raises PlaceUnknown."""
    lines = lines_of(order)
    return [
        inquiry
        for person, kind in unasked(book)
        for inquiry in inquiries_at(first_turn(book, person, kind), person, kind, lines, by=by, route=route)
    ]


def inquiries_at(
    turn: Turn,
    person: Person,
    kind: Kind,
    lines: Lines,
    *,
    by: Actor,
    route: Inquiry.Route = Inquiry.Route.NETWORK,
) -> Iterator[Inquiry]:
    for provider in turn:
        yield _inquiry(provider, person, kind, lines.get((person.pk, kind)), by=by, route=route)


def insert(wanted: list[Inquiry]) -> list[Inquiry]:
    """Those that are new. Of two clicks at once the second finds every row there already. Raises AllAsked."""
    Inquiry.objects.bulk_create(wanted, ignore_conflicts=True)
    new = list(Inquiry.objects.filter(pk__in=[inquiry.pk for inquiry in wanted]))
    if not new:
        raise AllAsked
    return new


def hold_open(order_id: UUID) -> None:
    """対応中の依頼. Held open until the request ends, so that no closing comes between. Raises OrderClosed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT walls.hold_order(%s)", [order_id])
        if not cursor.fetchone()[0]:
            raise OrderClosed


def check_may_ask(order: TakenOrder, book: Book) -> None:
    if order.closed_at is not None:
        raise OrderClosed
    if not any(unasked(book)):
        if not _unlinked(book):
            raise AllAsked
        raise OthersFirst if book.inquiries else NobodyToAsk


def why_not(order: TakenOrder, book: Book) -> str:
    """The sentence in the button's place; '' where the button stands."""
    try:
        check_may_ask(order, book)
    except Refused as refusal:
        return refusal.sentence
    return ""


def ring(prefecture_id: str) -> None:
    """The waiting row is the record; this only says that it is there."""
    transaction.on_commit(lambda: doorbell.ring(BELL, prefecture_id))


def unasked(book: Book) -> Iterator[tuple[Person, Kind]]:
    """本人特定が済み、まだ照会していない組."""
    for person in book.persons:
        if person.link == Person.Link.LINKED:
            yield from ((person, Kind(kind)) for kind in person.kinds if _is_open(book, person, kind))


def lines_of(order: TakenOrder) -> Lines:
    rows: Iterable[PlanLine] = PlanLine.objects.filter(order=order)
    return {(line.person_id, line.kind): line for line in rows}


def _is_open(book: Book, person: Person, kind: str) -> bool:
    return is_answerable(kind) and not book.all_of(person, kind) and not book.is_over(person, kind)


def _unlinked(book: Book) -> int:
    fixed = (Person.Link.LINKED, Person.Link.LEFT_OUT)
    return sum(person.link not in fixed for person in book.persons)


def first_turn(book: Book, person: Person, kind: Kind) -> Turn:
    """最初の照会先. Raises PlaceUnknown."""
    try:
        return book.first_turn(person, kind)
    except NoProvider:
        raise PlaceUnknown(person.name) from None


def route_to(provider: Provider, route: Inquiry.Route = Inquiry.Route.NETWORK) -> Inquiry.Route:
    """経路. The resident network has its own; any other provider is reached as is wished."""
    return Inquiry.Route.RESIDENT if provider.type is ProviderType.RESIDENT_NETWORK else route


def _inquiry(
    provider: Provider, person: Person, kind: Kind, line: PlanLine | None, *, by: Actor, route: Inquiry.Route
) -> Inquiry:
    inquiry = Inquiry(
        prefecture_id=person.prefecture_id,
        order_id=person.order_id,
        person=person,
        kind=kind,
        provider=provider.code,
        provider_type=provider.type,
        route=route_to(provider, route),
        asked_by=officer_id(by),
    )
    if line is not None:
        inquiry.scope, inquiry.from_on, inquiry.until_on = line.scope, line.from_on, line.until_on
    return inquiry
