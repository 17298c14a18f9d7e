"""次の照会先. After 該当なし at one provider an officer asks the next one, or says that a paper shall tell."""

from uuid import UUID

from django.utils import timezone

from councils import access
from councils.outbox import box
from councils.permissions import Permission
from councils.tenancy import Actor
from councils.trail import write
from inquiry.codes import Kind
from inquiry.officer.actions.ask import hold_open, inquiries_at, insert, lines_of, ring
from inquiry.officer.actions.protected import check_stop
from inquiry.officer.refusals import NobodyNext
from inquiry.officer.trained import check_trained
from inquiry.vault.book import Book, book_of
from inquiry.vault.models import Inquiry, Person


def ask_next(person_id: UUID, kind: str, *, by: Actor) -> list[Inquiry]:
    """次の照会先に照会する. Raises NotFound, OrderClosed, NobodyNext, StopUnread, AllAsked or NotTrained."""
    check_trained(by)
    person, book = _find(person_id, kind, by)
    check_stop(person.order, by=by)
    turn = book.following(person, kind)
    new = insert(list(inquiries_at(turn, person, Kind(kind), lines_of(person.order), by=by)))
    _record(person, kind, "followed")
    ring(person.prefecture_id)
    return new


def leave_next(person_id: UUID, kind: str, *, by: Actor) -> Person:
    """次は照会しない. What was answered stands. Raises NotFound, OrderClosed or NobodyNext."""
    person, book = _find(person_id, kind, by)
    last = book.all_of(person, kind)[-1]
    changes = {"settlement": Inquiry.Settlement.LEFT, "settled_for": Inquiry.SettledFor.PAPER}
    Inquiry.objects.filter(pk=last.pk).update(**changes, settled_by=by.staff_id, settled_at=timezone.now())
    box.put("read", person.order_id, key=str(last.pk))
    _record(person, kind, "left")
    return person


def _find(person_id: UUID, kind: str, by: Actor) -> tuple[Person, Book]:
    person = access.find(Person, person_id, by=by, may=Permission.INQUIRE)
    hold_open(person.order_id)
    book = book_of(person.order_id)
    found = next(each for each in book.persons if each.pk == person.pk)
    if kind not in found.kinds or not book.following(found, kind):
        raise NobodyNext
    return found, book


def _record(person: Person, kind: str, result: str) -> None:
    write.act("follow", case_id=person.case_id, subject_id=person.member_id, fields=[kind], result=result)
