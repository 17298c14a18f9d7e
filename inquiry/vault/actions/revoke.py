"""同意の取消し. About whom a consent was taken back nothing more is asked; what was asked stays, and is answered."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Now

from councils.outbox import box
from councils.tenancy import system_of, transaction_for
from councils.trail import write
from inquiry.desk.models import Revocation
from inquiry.vault.actions.decide import tell_identified
from inquiry.vault.faults import on_its_own
from inquiry.vault.heard import Notice, hear, in_chunks, is_further, since, taken_lately
from inquiry.vault.inquiries import CONSENT_REVOKED, end
from inquiry.vault.models import Inquiry, Person, TakenOrder

# Who is fixed stays so: the answers that are on their way belong to somebody.
_FIXED = (Person.Link.LINKED, Person.Link.CONFIRMED, Person.Link.UNLINKING)
_SENTENCE = "ご本人が同意を取り消したため、照会しません。書類で確認します。"
Told = dict[tuple[UUID, UUID], datetime]


def revoke(prefecture_id: str) -> int:
    """同意の取消しの反映. How many persons it reached. An order that was written after it rests on another consent."""
    with transaction_for(system_of(prefecture_id)):
        begun = since(prefecture_id, Notice.REVOCATIONS)
        cases = list(taken_lately(prefecture_id).values_list("case_id", flat=True).distinct())
    new = _written(prefecture_id, begun)
    told = _of(prefecture_id, cases) | new
    found = _persons(prefecture_id, told)
    done = sum(on_its_own(partial(_stop, prefecture_id, person_id), "revoke") for person_id in found)
    # One that failed keeps the mark where it is, and is read again at the next look.
    if new and is_further(max(new.values()), begun) and not _persons(prefecture_id, told):
        with transaction_for(system_of(prefecture_id)):
            hear(prefecture_id, Notice.REVOCATIONS, max(new.values()))
    return done


def _written(prefecture_id: str, begun: datetime | None) -> Told:
    return _told(prefecture_id, Q(written_at__gte=begun) if begun else Q())


def _of(prefecture_id: str, cases: list[UUID]) -> Told:
    found: Told = {}
    for chunk in in_chunks(cases):
        found |= _told(prefecture_id, Q(case_id__in=chunk))
    return found


def _told(prefecture_id: str, which: Q) -> Told:
    """By case and member, when it was said last."""
    with transaction_for(system_of(prefecture_id), using="cases"):
        rows = Revocation.objects.filter(which, prefecture_id=prefecture_id).order_by("written_at")
        return {(case, member): at for case, member, at in rows.values_list("case_id", "member_id", "written_at")}


def _persons(prefecture_id: str, told: Told) -> list[UUID]:
    """Of open orders from before the word, whom it has not reached yet."""
    found: list[UUID] = []
    for chunk in in_chunks(list({case for case, _ in told})):
        with transaction_for(system_of(prefecture_id)):
            rows = Person.objects.filter(
                prefecture_id=prefecture_id, case_id__in=chunk, revoked_at__isnull=True, order__closed_at__isnull=True
            )
            each = list(rows.values_list("pk", "case_id", "member_id", "order__ordered_at"))
        found += [pk for pk, case, member, at in each if (case, member) in told and at <= told[case, member]]
    return found


def _stop(prefecture_id: str, person_id: UUID) -> int:
    """The order is held first, as by an officer who asks: what comes between is either stopped here or not written."""
    with transaction_for(system_of(prefecture_id)):
        order = TakenOrder.objects.select_for_update(of=("self",)).get(persons=person_id)
        person = Person.objects.select_for_update().get(pk=person_id)
        if order.closed_at is not None or person.revoked_at is not None:
            return 0
        left_out = {} if person.link in _FIXED else {"link": Person.Link.LEFT_OUT, "link_sentence": _SENTENCE}
        Person.objects.filter(pk=person_id).update(revoked_at=Now(), **left_out)
        waiting = Inquiry.objects.filter(person=person, state=Inquiry.State.WAITING)
        for inquiry in waiting.select_for_update(of=("self",)):
            end(inquiry, Inquiry.State.FAILED, CONSENT_REVOKED)
        write.act("revoke", case_id=person.case_id, subject_id=person.member_id, result="done")
        box.put("read", order.pk, key=f"revoked:{person_id}")
        tell_identified(order)
        return 1
