from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone

from councils import access
from councils.outbox import box
from councils.permissions import Permission
from councils.refusals import NotFound, Refused
from councils.settings.registry import ONE_OFFICER_LINKS
from councils.settings.values import value_of
from councils.tenancy import Actor
from councils.trail import write
from inquiry.matching.compare import Outcome
from inquiry.officer.officers import officer_id
from inquiry.officer.refusals import (
    AnotherOnDuty,
    NotLinked,
    NotSeen,
    NotUnderConfirmation,
    NumberOfAnother,
    OrderClosed,
    OwnProposal,
    SomebodyElse,
    TwoOfficersLink,
)
from inquiry.vault import links, marks
from inquiry.vault.models import Candidate, Intent, Link, LinkProposal, Person, Sealed


@dataclass(frozen=True, slots=True)
class Grounds:
    """紐付けの根拠. Which candidate, why the records differ, and what was looked at to be sure."""

    candidate_id: UUID
    reason: LinkProposal.Reason
    evidence: LinkProposal.Evidence


def propose(person_id: UUID, grounds: Grounds, *, by: Actor) -> LinkProposal:
    """紐付けの提案. Raises OrderClosed, NotUnderConfirmation, NotSeen, SomebodyElse, NumberOfAnother or NotFound."""
    person = _find(person_id, by, Person.Link.NEEDS_PERSON)
    proposal = _proposed(person, grounds, by)
    proposal.save(force_insert=True)
    _move(person, Person.Link.PROPOSED)
    _record("propose_link", person, grounds.reason)
    return proposal


def link_alone(person_id: UUID, grounds: Grounds, *, by: Actor) -> LinkProposal:
    """後確認を前提とした紐付け, where the prefecture allows it: nothing is told until another officer has confirmed it.

    Raises TwoOfficersLink, AnotherOnDuty and as `propose`.
    """
    person = _find(person_id, by, Person.Link.NEEDS_PERSON)
    check_alone(person.prefecture_id)
    proposal = _proposed(person, grounds, by)
    proposal.alone_at = timezone.now()
    proposal.save(force_insert=True)
    _move(person, Person.Link.CONFIRMED)
    _record("link_alone", person, grounds.reason)
    box.put("link", person.pk, key=str(proposal.pk))
    return proposal


def check_afterwards(person_id: UUID, *, by: Actor) -> Person:
    """後確認, by another officer, who has seen the records too. Raises OwnProposal, NotSeen, NumberOfAnother …."""
    person = _find(person_id, by, Person.Link.CONFIRMED, Person.Link.LINKED)
    proposal = unchecked_proposal(person)
    if proposal is None:
        raise NotUnderConfirmation
    check_not_own_proposal(proposal, by)
    _check_seen(person, by)
    _check_not_anothers(person, proposal.candidate_id)
    LinkProposal.objects.filter(pk=proposal.pk).update(confirmed_by=by.staff_id, confirmed_at=Now())
    _record("check_link", person, proposal.reason)
    box.put("link", person.pk, key=str(uuid4()))
    box.put("read", person.order_id, key=str(proposal.pk))
    return person


def undo(person_id: UUID, reason: Link.UndoneFor, *, by: Actor) -> Person:
    """紐付けの解除. Any officer, at once: the careful direction. The worker destroys the number. Raises NotLinked."""
    person = _find(person_id, by, Person.Link.LINKED)
    undone = Link.objects.filter(person=person, undone_at__isnull=True)
    if not undone.update(undone_by=officer_id(by), undone_at=Now(), undone_for=reason):
        raise NotLinked
    _move(person, Person.Link.UNLINKING)
    _record("undo_link", person, reason)
    box.put("link", person.pk, key=str(uuid4()))
    return person


def check_alone(prefecture_id: str) -> None:
    """一人での紐付け. Whether the prefecture allows it and nobody else could confirm today; the database asks again.

    Raises TwoOfficersLink or AnotherOnDuty.
    """
    if not value_of(prefecture_id, ONE_OFFICER_LINKS.name):
        raise TwoOfficersLink
    with connection.cursor() as cursor:
        cursor.execute("SELECT walls.another_on_duty()")
        if cursor.fetchone()[0]:
            raise AnotherOnDuty


def may_link_alone(prefecture_id: str) -> bool:
    try:
        check_alone(prefecture_id)
    except Refused:
        return False
    return True


def unchecked_proposal(person: Person) -> LinkProposal | None:
    """後確認待ちの提案."""
    return links.unchecked().select_related("candidate").filter(person=person).first()


def confirm(person_id: UUID, *, by: Actor) -> Person:
    """紐付けの確定, by another officer; the worker then registers the number. Raises OwnProposal and as `propose`."""
    person = _find(person_id, by, Person.Link.PROPOSED)
    proposal = open_proposal(person)
    check_not_own_proposal(proposal, by)
    _check_seen(person, by)
    _check_not_anothers(person, proposal.candidate_id)
    LinkProposal.objects.filter(pk=proposal.pk).update(confirmed_by=by.staff_id, confirmed_at=Now())
    _move(person, Person.Link.CONFIRMED)
    _record("confirm_link", person, proposal.reason)
    box.put("link", person.pk, key=str(proposal.pk))
    return person


def reject(person_id: UUID, *, by: Actor) -> Person:
    """提案の取下げ, by anyone; what was proposed stays on record, and another may be proposed."""
    person = _find(person_id, by, Person.Link.PROPOSED)
    proposal = open_proposal(person)
    LinkProposal.objects.filter(pk=proposal.pk).update(rejected_by=by.staff_id, rejected_at=Now())
    _move(person, Person.Link.NEEDS_PERSON)
    _record("reject_link", person, proposal.reason)
    return person


def leave_out(person_id: UUID, *, by: Actor) -> Person:
    """照会しない. Nobody could be fixed: the office asks this person for papers instead."""
    person = _find(person_id, by, Person.Link.NEEDS_PERSON, Person.Link.UNKNOWN)
    _move(person, Person.Link.LEFT_OUT)
    _record("leave_out", person, "")
    box.put("link", person.pk, key=str(person.pk))
    box.put("read", person.order_id, key=str(person.pk))
    return person


def look_up_again(person_id: UUID, *, by: Actor) -> Person:
    """もう一度照会する. Unknown, or undone: a person decides that another record may be left."""
    person = _find(person_id, by, Person.Link.UNKNOWN, Person.Link.NEEDS_PERSON)
    if person.link == Person.Link.NEEDS_PERSON and not links.was_undone(person):
        raise NotUnderConfirmation
    _move(person, Person.Link.WAITING)
    _record("look_up_again", person, "")
    box.put("identify", person.order_id, key=str(uuid4()))
    return person


def check_not_own_proposal(proposal: LinkProposal, by: Actor) -> None:
    if proposal.proposed_by == by.staff_id:
        raise OwnProposal


def open_proposal(person: Person) -> LinkProposal:
    """The one that stands; there is one while the person is PROPOSED."""
    standing = LinkProposal.objects.filter(person=person, rejected_at__isnull=True, undone_at__isnull=True)
    return standing.select_related("candidate").get()


def _proposed(person: Person, grounds: Grounds, by: Actor) -> LinkProposal:
    """Not yet saved. Raises NotSeen, NotFound, SomebodyElse or NumberOfAnother; the database holds the last two too."""
    _check_seen(person, by)
    candidate = Candidate.objects.filter(pk=grounds.candidate_id, person=person).first()
    if candidate is None:
        raise NotFound
    if candidate.outcome == Outcome.NO_MATCH.name or candidate.fits_member_id is not None:
        raise SomebodyElse
    _check_not_anothers(person, candidate.pk)
    return LinkProposal(
        prefecture_id=person.prefecture_id,
        person=person,
        candidate=candidate,
        reason=grounds.reason,
        evidence=grounds.evidence,
        proposed_by=officer_id(by),
    )


def _check_not_anothers(person: Person, candidate_id: UUID) -> None:
    if any(same.candidate_id == candidate_id and same.is_forbidden for same in marks.same_numbers(person)):
        raise NumberOfAnother


def _find(person_id: UUID, by: Actor, *links: Person.Link) -> Person:
    person = access.find_for_update(Person, person_id, by=by, may=Permission.INQUIRE)
    if person.order.closed_at is not None:
        raise OrderClosed
    if person.link not in links:
        raise NotUnderConfirmation
    return person


def _check_seen(person: Person, by: Actor) -> None:
    """Both officers see both records; a look leaves an intent."""
    looks = Intent.objects.filter(person=person, staff_id=officer_id(by))
    if not looks.filter(kinds__contains=[Sealed.What.CANDIDATE.value]).exists():
        raise NotSeen


def _move(person: Person, link: Person.Link) -> None:
    person.link = link
    person.save(update_fields=["link"])


def _record(verb: str, person: Person, reason: str) -> None:
    write.act(verb, case_id=person.case_id, subject_id=person.member_id, purpose=reason)
