"""誤照会などの対応. Quarantine by one hand, at once; destruction by another; then what must be sent."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.tenancy import Actor
from councils.trail import write
from inquiry.officer.actions.ask import ring
from inquiry.officer.mishap_steps import steps_left
from inquiry.officer.officers import officer_id
from inquiry.officer.refusals import DoneLater, KnownLater, MishapDecided, OwnMishap, StepsLeft
from inquiry.vault.models import Mishap, MishapStep, Person


def propose(person_id: UUID, cause: Mishap.Cause, known_on: date, *, by: Actor) -> Mishap:
    """誤照会の申出. From the commit on nobody sees an answer of this person.

    Raises NotFound, KnownLater or MishapDecided.
    """
    person = access.find(Person, person_id, by=by, may=Permission.INQUIRE)
    if known_on > timezone.localdate():
        raise KnownLater
    if quarantine_of(person) is not None:
        raise MishapDecided
    mishap = Mishap(
        prefecture_id=person.prefecture_id,
        order=person.order,
        person=person,
        what=Mishap.What.WRONG_PERSON,
        cause=cause,
        known_on=known_on,
        proposed_by=officer_id(by),
    )
    # Of two officers at once the second finds it done.
    Mishap.objects.bulk_create([mishap], ignore_conflicts=True)
    if not Mishap.objects.filter(pk=mishap.pk).exists():
        raise MishapDecided
    write.act("quarantine", case_id=person.case_id, subject_id=person.member_id, purpose=cause)
    ring(person.prefecture_id)
    return mishap


def quarantine_of(person: Person) -> Mishap | None:
    return Mishap.objects.filter(person=person, lifted_at__isnull=True).first()


def confirm(mishap_id: UUID, *, by: Actor) -> Mishap:
    """廃棄の確定, by another officer; the worker destroys. Raises NotFound, MishapDecided or OwnMishap."""
    mishap = _undecided(mishap_id, by)
    mishap.confirmed_by, mishap.confirmed_at = officer_id(by), timezone.now()
    mishap.save(update_fields=["confirmed_by", "confirmed_at"])
    write.act("confirm_destroying", case_id=mishap.order.case_id, subject_id=_whom(mishap), purpose=mishap.cause)
    ring(mishap.prefecture_id)
    return mishap


def lift(mishap_id: UUID, *, by: Actor) -> Mishap:
    """誤りでなかった, by another officer: the answers may be seen again. Raises as `confirm`."""
    mishap = _undecided(mishap_id, by)
    mishap.lifted_by, mishap.lifted_at = officer_id(by), timezone.now()
    mishap.save(update_fields=["lifted_by", "lifted_at"])
    write.act("lift_quarantine", case_id=mishap.order.case_id, subject_id=_whom(mishap), purpose=mishap.cause)
    ring(mishap.prefecture_id)
    return mishap


def judge(mishap_id: UUID, leak: Mishap.Leak, *, by: Actor) -> Mishap:
    """漏えい等の判断. May be judged anew while it is open. Raises NotFound or MishapDecided."""
    mishap = _open(mishap_id, by)
    mishap.leak, mishap.judged_by, mishap.judged_at = leak, officer_id(by), timezone.now()
    mishap.save(update_fields=["leak", "judged_by", "judged_at"])
    write.act("judge_leak", case_id=mishap.order.case_id, subject_id=_whom(mishap), result=leak)
    return mishap


def record(mishap_id: UUID, step: MishapStep.Step, done_on: date, *, by: Actor) -> MishapStep:
    """対応の記録. Once done, done. Raises NotFound, MishapDecided or DoneLater."""
    mishap = _open(mishap_id, by)
    if not mishap.known_on <= done_on <= timezone.localdate():
        raise DoneLater
    if step not in steps_left(mishap):
        raise MishapDecided
    done = MishapStep.objects.create(
        prefecture_id=mishap.prefecture_id, mishap=mishap, step=step, done_on=done_on, done_by=officer_id(by)
    )
    write.act("record_step", case_id=mishap.order.case_id, subject_id=_whom(mishap), purpose=step)
    return done


def end(mishap_id: UUID, *, by: Actor) -> Mishap:
    """対応の終了, once everything is done: its record may then go after its years. Raises NotFound, StepsLeft."""
    mishap = _open(mishap_id, by)
    check_all_done(mishap)
    mishap.ended_by, mishap.ended_at = officer_id(by), timezone.now()
    mishap.save(update_fields=["ended_by", "ended_at"])
    write.act("end_mishap", case_id=mishap.order.case_id, subject_id=_whom(mishap), result="done")
    return mishap


def check_all_done(mishap: Mishap) -> None:
    """すべて済んだか. Each of the three has its own sentence: what is left is seen at once. Raises StepsLeft."""
    if mishap.what != Mishap.What.EXPOSED and mishap.destroyed_at is None:
        raise StepsLeft("回答の廃棄が済んでいません。別の照会担当が廃棄を確定すると、廃棄されます。")
    if not mishap.leak:
        raise StepsLeft("漏えい等の判断がまだです。判断を記録してから、対応を終えてください。")
    if steps_left(mishap):
        raise StepsLeft


def check_not_own(mishap: Mishap, by: Actor) -> None:
    if mishap.proposed_by == by.staff_id:
        raise OwnMishap


def _undecided(mishap_id: UUID, by: Actor) -> Mishap:
    mishap = _open(mishap_id, by)
    if mishap.confirmed_at is not None or mishap.what == Mishap.What.EXPOSED:
        raise MishapDecided
    check_not_own(mishap, by)
    return mishap


def _open(mishap_id: UUID, by: Actor) -> Mishap:
    mishap = access.find_for_update(Mishap, mishap_id, by=by, may=Permission.INQUIRE)
    if not mishap.is_open:
        raise MishapDecided
    return mishap


def _whom(mishap: Mishap) -> UUID | None:
    return mishap.person.member_id if mishap.person else None
