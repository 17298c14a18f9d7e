"""誤照会の後始末. It is asked no further, the slip is told, and what two officers confirmed is destroyed."""

from functools import partial
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from councils.outbox import box
from councils.tenancy import system_of, transaction_for
from councils.trail import write
from inquiry.codes import WithdrawalReason
from inquiry.desk.models import Withdrawal
from inquiry.vault.faults import on_its_own
from inquiry.vault.inquiries import QUARANTINED
from inquiry.vault.models import Inquiry, Mishap, NumberMark, Sealed
from inquiry.vault.tombstones import Grave, bury

_WRONG = Q(what=Mishap.What.WRONG_PERSON)
# A first message says that it is not to be used, a second that it stands.
_TO_TELL = Q(told_count=0) | Q(told_count=1, lifted_by__isnull=False)


def remedy(prefecture_id: str) -> int:
    """誤照会の後始末. How much there was."""
    with transaction_for(system_of(prefecture_id)):
        stopped = _stop_asking()
        to_tell = list(Mishap.objects.filter(_WRONG & _TO_TELL).select_related("person__order"))
        to_destroy = Mishap.objects.filter(confirmed_by__isnull=False, destroyed_at__isnull=True)
        due = list(to_destroy.values_list("pk", flat=True))
    told = sum(on_its_own(partial(_tell, prefecture_id, mishap), "remedy") for mishap in to_tell)
    return stopped + told + sum(on_its_own(partial(_destroy, prefecture_id, each), "remedy") for each in due)


def _stop_asking() -> int:
    quarantine = Mishap.objects.filter(person_id=OuterRef("person_id"), lifted_by__isnull=True)
    rows = Inquiry.objects.filter(Exists(quarantine), state__in=(Inquiry.State.WAITING, Inquiry.State.ASKED))
    free = rows.select_for_update(skip_locked=True, of=("self",))
    stopped = dict(free.values_list("pk", "order_id"))
    if stopped:
        Inquiry.objects.filter(pk__in=stopped).update(state=Inquiry.State.FAILED, result_class=QUARANTINED)
        # Nothing else may come of the order, and the office waits for its end.
        box.put_each("read", [(order_id, f"{inquiry_id}:{QUARANTINED}") for inquiry_id, order_id in stopped.items()])
    return len(stopped)


def _tell(prefecture_id: str, mishap: Mishap) -> int:
    """The slip first, then the note that it was told: by its number a message told twice is told once."""
    person = mishap.person
    if person is None:
        return 0
    with transaction_for(system_of(prefecture_id)):
        earlier = Mishap.objects.filter(person=person, created_at__lt=mishap.created_at).count()
    reasons = (WithdrawalReason.REDO, WithdrawalReason.STANDS)[: 2 if mishap.lifted_by else 1]
    with transaction_for(system_of(prefecture_id), using="cases"):
        Withdrawal.objects.bulk_create(
            [
                Withdrawal(
                    prefecture_id=prefecture_id,
                    case_id=person.order.case_id,
                    order_id=person.order_id,
                    member_id=person.member_id,
                    number=2 * earlier + place,
                    reason=reason,
                )
                for place, reason in enumerate(reasons, start=1)
            ],
            ignore_conflicts=True,
        )
    with transaction_for(system_of(prefecture_id)):
        Mishap.objects.filter(pk=mishap.pk).update(told_count=len(reasons))
        write.act(
            "withdraw_findings",
            case_id=person.order.case_id,
            subject_id=person.member_id,
            result=reasons[-1].value,
        )
    return 1


def _destroy(prefecture_id: str, mishap_id: UUID) -> int:
    """廃棄. Every sealed value of the person, numbers too; on the list outside the backups before it is committed."""
    with transaction_for(system_of(prefecture_id)):
        mishap = Mishap.objects.select_for_update(of=("self",)).select_related("person__order").get(pk=mishap_id)
        person = mishap.person
        if person is None or mishap.destroyed_at is not None:
            return 0
        NumberMark.objects.filter(person=person).delete()
        destroyed = Sealed.objects.filter(person=person).delete()[0]
        Mishap.objects.filter(pk=mishap.pk).update(destroyed_at=Now())
        write.act(
            "destroy_wrong",
            case_id=person.order.case_id,
            subject_id=person.member_id,
            result=f"destroyed {destroyed}",
        )
        bury(prefecture_id, Grave.PERSON, person.pk)
    return 1
