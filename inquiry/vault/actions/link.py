from councils.outbox import box
from councils.outbox.models import OutboxRow
from councils.tenancy import system_of, transaction_for
from councils.trail import write
from inquiry.vault import seals
from inquiry.vault.actions.identify import tell_identified
from inquiry.vault.models import LinkProposal, Person, Sealed, TakenOrder

AT_MOST = 50


def link(prefecture_id: str) -> int:
    """紐付け. What two officers confirmed becomes the person's number; the pages cannot do this themselves."""
    with transaction_for(system_of(prefecture_id)):
        rows = box.claim("link", at_most=AT_MOST)
    for row in rows:
        _link(row)
    return len(rows)


def _link(row: OutboxRow) -> None:
    with transaction_for(system_of(row.prefecture_id)):
        person = Person.objects.get(pk=row.subject_id)
        order = TakenOrder.objects.select_for_update().get(pk=person.order_id)
        person = Person.objects.select_for_update().get(pk=row.subject_id)
        if order.closed_at is None and person.link == Person.Link.CONFIRMED:
            _fix(person)
        tell_identified(order)
        box.settle(row)


def _fix(person: Person) -> None:
    proposal = LinkProposal.objects.select_related("candidate").get(person=person, confirmed_by__isnull=False)
    content = seals.unseal(person, Sealed.What.CANDIDATE_NUMBER, position=proposal.candidate.position)
    seals.seal(person, Sealed.What.NUMBER, content)
    person.link = Person.Link.LINKED
    person.save(update_fields=["link"])
    write.act("link", case_id=person.case_id, subject_id=person.member_id, purpose=proposal.reason)
