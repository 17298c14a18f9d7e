from uuid import UUID

from councils import access
from councils.permissions import Permission
from councils.refusals import NotFound
from councils.tenancy import Actor
from inquiry.codes import Purpose
from inquiry.officer.actions import emergencies
from inquiry.officer.actions.mishaps import quarantine_of
from inquiry.officer.refusals import CaseEnded, NothingToShow, Quarantined
from inquiry.vault.book import book_of
from inquiry.vault.disclosure import open_intent
from inquiry.vault.models import Intent, Person, Sealed


def open_answers(person_id: UUID, *, by: Actor) -> UUID:
    """回答の閲覧. Every answer that came about one person; the intent's id.

    Raises NothingToShow, Quarantined or CaseEnded.
    """
    person = access.find(Person, person_id, by=by, may=Permission.INQUIRE)
    check_may_look(person, by=by)
    kinds = [kind.value for kind in book_of(person.order_id).answered_kinds(person)]
    if not kinds:
        raise NothingToShow
    return open_intent(person, kinds, Purpose(person.order.purpose))


def open_candidates(person_id: UUID, *, by: Actor) -> UUID:
    """候補者の閲覧. The four items of those whom the resident network found, never their numbers."""
    person = access.find(Person, person_id, by=by, may=Permission.INQUIRE)
    check_may_look(person, by=by)
    return open_intent(person, [Sealed.What.CANDIDATE.value], Purpose(person.order.purpose))


def check_may_look(person: Person, *, by: Actor) -> None:
    """Raises Quarantined, or CaseEnded where no 緊急閲覧 is open. open_intent() holds the same."""
    if quarantine_of(person) is not None:
        raise Quarantined
    if person.order.closed_at is not None and emergencies.live(person.order, by=by) is None:
        raise CaseEnded


def own_intent(intent_id: UUID, *, by: Actor) -> Intent:
    """One's own; a colleague's and an absent one are the same NotFound."""
    intent = access.find(Intent, intent_id, by=by, may=Permission.INQUIRE)
    if intent.staff_id != by.staff_id:
        raise NotFound
    return intent
