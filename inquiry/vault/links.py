"""紐付け. A number registered for a person and the row that says on what; undone, its number goes and the row stays."""

from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Now

from councils.trail import write
from inquiry.vault import marks, seals
from inquiry.vault.models import Inquiry, Link, LinkProposal, Person, Sealed, TakenOrder

UNLINKED = "link_undone"


def register(person: Person, number: dict[str, str], *, agreeing: int, proposal: LinkProposal | None = None) -> Link:
    """番号の登録. The database takes fewer than four agreeing items only with the officers' proposal."""
    seals.seal(person, Sealed.What.NUMBER, number)
    marks.mark(person, number["number"])
    return Link.objects.create(prefecture_id=person.prefecture_id, person=person, agreeing=agreeing, proposal=proposal)


def was_undone(person: Person) -> bool:
    return Link.objects.filter(person=person, ended_at__isnull=False).exists()


def awaits_check(order: TakenOrder) -> bool:
    """後確認待ち. Whether one officer linked somebody of the order alone, and no other has confirmed it."""
    return unchecked().filter(person__order=order).exists()


def unchecked() -> QuerySet[LinkProposal]:
    return LinkProposal.objects.filter(alone_at__isnull=False, confirmed_by__isnull=True, undone_at__isnull=True)


def undo(person: Person) -> UUID:
    """紐付けの解除. Of a locked person whose link an officer has undone: number and code are destroyed.

    What was asked through it stays on record as such, and may be asked anew about the right person. The link's id.
    """
    link = Link.objects.get(person=person, ended_at__isnull=True)
    asked = Inquiry.objects.filter(person=person).exclude(settlement=Inquiry.Settlement.ASKED_ANEW)
    made = asked.exclude(settlement=Inquiry.Settlement.UNLINKED)
    count = made.count()
    made.filter(state__in=(Inquiry.State.WAITING, Inquiry.State.ASKED)).update(
        state=Inquiry.State.FAILED, result_class=UNLINKED
    )
    made.update(
        settlement=Inquiry.Settlement.UNLINKED,
        settled_for=Inquiry.SettledFor.UNLINKED,
        settled_by=link.undone_by,
        settled_at=Now(),
    )
    Sealed.objects.filter(person=person, what__in=(Sealed.What.NUMBER, Sealed.What.CODE)).delete()
    marks.forget(person)
    if link.proposal_id is not None:
        LinkProposal.objects.filter(pk=link.proposal_id).update(undone_at=Now())
    Link.objects.filter(pk=link.pk).update(ended_at=Now(), inquiry_count=count)
    write.act("unlink", case_id=person.case_id, subject_id=person.member_id, purpose=link.undone_for, result=str(count))
    return link.pk
