from uuid import UUID

from django.db import transaction
from django.utils import timezone

from councils import access
from councils.permissions import Permission, PostKind
from councils.refusals import StepNotAllowed
from councils.tenancy import Actor
from councils.trail import write
from loans.consultations.kept import keep_whole
from loans.consultations.models import Consultation
from loans.states import TALK_ENDED, ConsultationState


def advise(consultation_id: UUID, *, by: Actor) -> Consultation:
    """情報提供のみ. Not every talk becomes a loan; a name is not needed for it."""
    return _close(consultation_id, ConsultationState.ADVISED_CLOSED, "", by=by)


def refer(consultation_id: UUID, agency: str, *, by: Actor) -> Consultation:
    """他機関へつなぎ. To the agency named here, or to those that the talk has been introduced to already.

    Raises NotPermitted, NotFound, StepNotAllowed.
    """
    return _close(consultation_id, ConsultationState.REFERRED, agency.strip(), by=by)


@transaction.atomic
def reopen(consultation_id: UUID, *, by: Actor) -> Consultation:
    """終了の取消し. Back to the interview: on the day it ended by any counsellor there, later by the chief.

    Raises NotPermitted, NotFound, StepNotAllowed.
    """
    talk = access.find_for_update(Consultation, consultation_id, by=by, may=Permission.CONSULT)
    if talk.state not in TALK_ENDED:
        raise StepNotAllowed("この相談は終了していないか、申込に進んでいます。画面を開き直して、状態をご確認ください。")
    if not may_reopen(talk, by=by):
        raise StepNotAllowed("終了した日を過ぎています。聞き取りに戻すときは、責任者に依頼してください。")
    talk.state, talk.referred_to = ConsultationState.OPEN, ""
    talk.save(update_fields=["state", "referred_to", *keep_whole(talk, by=by)])
    write.act("reopen_consultation", case_id=talk.id)
    return talk


def may_reopen(talk: Consultation, *, by: Actor) -> bool:
    """取消しができるか. The database asks the same (migrations/0045_reopened.py); an ended talk is saved no more."""
    if talk.state not in TALK_ENDED:
        return False
    is_of_today = talk.saved_at is not None and timezone.localdate(talk.saved_at) == timezone.localdate()
    return is_of_today or by.post == PostKind.COUNTER_CHIEF


@transaction.atomic
def _close(consultation_id: UUID, state: ConsultationState, agency: str, *, by: Actor) -> Consultation:
    talk = access.find_for_update(Consultation, consultation_id, by=by, may=Permission.CONSULT)
    if talk.state != ConsultationState.OPEN:
        raise StepNotAllowed("この相談はすでに終了しているか、申込に進んでいます。")
    if state == ConsultationState.REFERRED and not agency and not talk.referrals.exists():
        raise StepNotAllowed("つなぎ先を入力するか、連絡票を作ってから、つなぎで終えてください。")
    talk.state, talk.referred_to = state, agency
    talk.save(update_fields=["state", "referred_to", *keep_whole(talk, by=by)])
    write.act(state.value, case_id=talk.id)
    return talk
