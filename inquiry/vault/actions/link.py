from functools import partial
from uuid import UUID

from councils.outbox import box
from councils.tenancy import system_of, transaction_for
from councils.trail import write
from inquiry.matching.people import Item
from inquiry.vault import links, seals
from inquiry.vault.actions.decide import tell_identified
from inquiry.vault.faults import NotYet, Unusable, do_rows, on_its_own
from inquiry.vault.models import Inquiry, LinkProposal, Person, Sealed, TakenOrder
from inquiry.vault.withdrawing import withdraw

AT_MOST = 50
_UNDONE = "紐付けを解除し、番号を廃棄しました。もう一度、本人特定を確認してください。"


def link(prefecture_id: str) -> int:
    """紐付け. What two officers confirmed becomes the person's number; the pages cannot do this themselves."""
    with transaction_for(system_of(prefecture_id)):
        rows = box.claim("link", at_most=AT_MOST)
    for row in rows:
        on_its_own(partial(_withdraw, prefecture_id, row.subject_id), "withdraw")
        do_rows([row], partial(_link, row.subject_id))
    return len(rows)


def _withdraw(prefecture_id: str, person_id: UUID) -> int:
    """Committed first: what was told is taken back whatever is still on its way through the link."""
    with transaction_for(system_of(prefecture_id)):
        order = TakenOrder.objects.select_for_update(of=("self",)).filter(persons=person_id).first()
        return int(order is not None and withdraw(order, Person.objects.get(pk=person_id)))


def _link(person_id: UUID) -> None:
    """Raises Unusable, or NotYet."""
    order = TakenOrder.objects.select_for_update(of=("self",)).filter(persons=person_id).first()
    if order is None:
        raise Unusable("no_person")
    person = Person.objects.select_for_update().get(pk=person_id)
    if order.closed_at is None and person.link == Person.Link.CONFIRMED:
        _fix(person)
    if order.closed_at is None and person.link == Person.Link.UNLINKING:
        withdraw(order, person)
        _undo(person)
    tell_identified(order)


def _fix(person: Person) -> None:
    standing = LinkProposal.objects.filter(person=person, rejected_by__isnull=True, undone_at__isnull=True)
    proposal = standing.select_related("candidate").get()
    content = seals.unseal(person, Sealed.What.CANDIDATE_NUMBER, position=proposal.candidate.position)
    links.register(person, content, agreeing=len(Item) - len(proposal.candidate.differing), proposal=proposal)
    person.link = Person.Link.LINKED
    person.save(update_fields=["link"])
    write.act("link", case_id=person.case_id, subject_id=person.member_id, purpose=proposal.reason)


def _undo(person: Person) -> None:
    """What is on its way to the network comes back first, or is given up. Raises NotYet."""
    if Inquiry.objects.filter(person=person, state=Inquiry.State.SENT).exists():
        raise NotYet("on_its_way")
    box.put("read", person.order_id, key=f"undone:{links.undo(person)}")
    person.link, person.link_sentence = Person.Link.NEEDS_PERSON, _UNDONE
    person.save(update_fields=["link", "link_sentence"])
