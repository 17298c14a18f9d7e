"""紐付けの取消しと照会結果. What was told through a link that is undone is withdrawn at once, and may be told anew.

Undone links of an order are numbered as the worker meets them. Whatever is told carries how many had been undone by
then; a withdrawal takes back what was told of its person, or of the household, before its own number. So it does not
matter which message comes first, late or twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from councils.outbox import box
from councils.trail import write
from inquiry.codes import WithdrawalReason
from inquiry.vault.models import Link, Person, Reading, TakenOrder

WITHDRAWAL = "tell_withdrawal"


@dataclass(frozen=True, slots=True)
class Undone:
    """取消しの状況. The number of the last undoing of each person, and how many there were in the order.

    linked_at: since when the link of each person stands. What was answered before was answered about somebody else.
    """

    last: Mapping[UUID, int]
    linked_at: Mapping[UUID, datetime]

    @property
    def count(self) -> int:
        return max(self.last.values(), default=0)

    def stands(self, reading: Reading) -> bool:
        """Whether what was told has not been withdrawn since."""
        number = self.count if reading.person_id is None else self.last.get(reading.person_id, 0)
        return reading.withdrawn_before >= number


def undone_of(order: TakenOrder) -> Undone:
    rows = Link.objects.filter(person__order=order, withdrawal__isnull=False)
    last = rows.values("person_id").annotate(number=Max("withdrawal"))
    standing = Link.objects.filter(person__order=order, ended_at__isnull=True)
    return Undone(
        {row["person_id"]: row["number"] for row in last}, dict(standing.values_list("person_id", "created_at"))
    )


def withdraw(order: TakenOrder, person: Person) -> bool:
    """照会結果の取下げ. Of a locked order, once for each link that an officer has undone."""
    fresh = list(Link.objects.filter(person=person, undone_at__isnull=False, withdrawal__isnull=True))
    number = undone_of(order).count
    for link in fresh:
        number += 1
        Link.objects.filter(pk=link.pk).update(withdrawal=number)
        box.put(WITHDRAWAL, link.pk)
        reason = WithdrawalReason.UNLINKED.value
        write.act("withdraw_findings", case_id=order.case_id, subject_id=person.member_id, result=reason)
    return bool(fresh)


def is_undoing(order: TakenOrder) -> bool:
    """解除中. Until the worker has ended a link, its answers still count in the book: nothing is told from them."""
    return Person.objects.filter(order=order, link=Person.Link.UNLINKING).exists()
