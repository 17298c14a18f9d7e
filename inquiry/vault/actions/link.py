from functools import partial
from uuid import UUID

from councils.outbox import box
from councils.tenancy import system_of, transaction_for
from councils.trail import write
from inquiry.vault import seals
from inquiry.vault.actions.decide import tell_identified
from inquiry.vault.faults import Unusable, do_rows
from inquiry.vault.models import LinkProposal, Person, Sealed, TakenOrder

AT_MOST = 50


def link(prefecture_id: str) -> int:
    """紐付け. What two officers confirmed becomes the person's number; the pages cannot do this themselves."""
    with transaction_for(system_of(prefecture_id)):
        rows = box.claim("link", at_most=AT_MOST)
    for row in rows:
        do_rows([row], partial(_link, row.subject_id))
    return len(rows)


def _link(person_id: UUID) -> None:
    """Raises Unusable."""
    order = TakenOrder.objects.select_for_update(of=("self",)).filter(persons=person_id).first()
    if order is None:
        raise Unusable("no_person")
    person = Person.objects.select_for_update().get(pk=person_id)
    if order.closed_at is None and person.link == Person.Link.CONFIRMED:
        _fix(person)
    tell_identified(order)


def _fix(person: Person) -> None:
    proposal = LinkProposal.objects.select_related("candidate").get(person=person, confirmed_by__isnull=False)
    content = seals.unseal(person, Sealed.What.CANDIDATE_NUMBER, position=proposal.candidate.position)
    seals.seal(person, Sealed.What.NUMBER, content)
    person.link = Person.Link.LINKED
    person.save(update_fields=["link"])
    write.act("link", case_id=person.case_id, subject_id=person.member_id, purpose=proposal.reason)
