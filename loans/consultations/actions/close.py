from uuid import UUID

from django.db import transaction

from councils import access
from councils.permissions import Permission
from councils.refusals import StepNotAllowed
from councils.tenancy import Actor
from councils.trail import write
from loans.consultations.models import Consultation
from loans.states import ConsultationState


def advise(consultation_id: UUID, *, by: Actor) -> Consultation:
    """情報提供で終了. Not every talk becomes a loan."""
    return _close(consultation_id, ConsultationState.ADVISED_CLOSED, by=by)


def refer(consultation_id: UUID, *, by: Actor) -> Consultation:
    """他機関へつなぎ."""
    return _close(consultation_id, ConsultationState.REFERRED, by=by)


@transaction.atomic
def _close(consultation_id: UUID, state: ConsultationState, *, by: Actor) -> Consultation:
    consultation = access.find_for_update(Consultation, consultation_id, by=by, may=Permission.CONSULT)
    if consultation.state != ConsultationState.OPEN:
        raise StepNotAllowed("この相談はすでに終了しているか、申込に進んでいます。")
    consultation.state = state
    consultation.save(update_fields=["state"])
    write.act(state.value, case_id=consultation.id)
    return consultation
