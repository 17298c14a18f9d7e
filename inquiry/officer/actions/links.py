from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db.models.functions import Now

from councils import access
from councils.outbox import box
from councils.permissions import Permission
from councils.refusals import NotFound
from councils.tenancy import Actor
from councils.trail import write
from inquiry.officer.officers import officer_id
from inquiry.officer.refusals import NotSeen, NotUnderConfirmation, OrderClosed, OwnProposal
from inquiry.vault.models import Candidate, Intent, LinkProposal, Person, Sealed


@dataclass(frozen=True, slots=True)
class Grounds:
    """紐付けの根拠. Which candidate, why the records differ, and what was looked at to be sure."""

    candidate_id: UUID
    reason: LinkProposal.Reason
    evidence: LinkProposal.Evidence


def propose(person_id: UUID, grounds: Grounds, *, by: Actor) -> LinkProposal:
    """紐付けの提案. Raises OrderClosed, NotUnderConfirmation, NotSeen or NotFound."""
    person = _find(person_id, by, Person.Link.NEEDS_PERSON)
    _check_seen(person, by)
    if not Candidate.objects.filter(pk=grounds.candidate_id, person=person).exists():
        raise NotFound
    proposal = LinkProposal.objects.create(
        prefecture_id=person.prefecture_id,
        person=person,
        candidate_id=grounds.candidate_id,
        reason=grounds.reason,
        evidence=grounds.evidence,
        proposed_by=officer_id(by),
    )
    _move(person, Person.Link.PROPOSED)
    _record("propose_link", person, grounds.reason)
    return proposal


def confirm(person_id: UUID, *, by: Actor) -> Person:
    """紐付けの確定, by another officer; the worker then registers the number. Raises OwnProposal and as `propose`."""
    person = _find(person_id, by, Person.Link.PROPOSED)
    proposal = open_proposal(person)
    check_not_own_proposal(proposal, by)
    _check_seen(person, by)
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
    """もう一度照会する. The outcome is unknown, and a person decides that another record may be left."""
    person = _find(person_id, by, Person.Link.UNKNOWN)
    _move(person, Person.Link.WAITING)
    _record("look_up_again", person, "")
    box.put("identify", person.order_id, key=str(uuid4()))
    return person


def check_not_own_proposal(proposal: LinkProposal, by: Actor) -> None:
    if proposal.proposed_by == by.staff_id:
        raise OwnProposal


def open_proposal(person: Person) -> LinkProposal:
    """The one that stands; there is one while the person is PROPOSED."""
    return LinkProposal.objects.select_related("candidate").get(person=person, rejected_at__isnull=True)


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
