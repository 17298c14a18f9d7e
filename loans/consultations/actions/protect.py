from uuid import UUID

from django.db import transaction

from councils import access
from councils.permissions import Permission
from councils.refusals import StepNotAllowed
from councils.tenancy import Actor
from councils.trail import write
from loans.consultations.models import Consultation
from loans.protection import Lifting, NotProtected, ProtectedAlready
from loans.states import AT_COUNTER


@transaction.atomic
def protect_talk(consultation_id: UUID, *, by: Actor) -> Consultation:
    """支援措置の登録, in any state of the talk; what came of it is protected with it (migrations/0041_protection.py).

    Raises NotPermitted, NotFound, Recused, ProtectedAlready.
    """
    talk = access.find_for_update(Consultation, consultation_id, by=by, may=Permission.CONSULT)
    if talk.is_nondisclosure:
        raise ProtectedAlready
    talk.is_nondisclosure = True
    talk.save(update_fields=["is_nondisclosure"])
    write.act("protect_case", case_id=talk.id, fields=["is_nondisclosure"])
    return talk


@transaction.atomic
def lift_talk(consultation_id: UUID, reason: Lifting, *, by: Actor) -> Consultation:
    """支援措置の解除, by the chief, while nothing that came of the talk lies with the office.

    Raises NotPermitted, NotFound, Recused, NotProtected, StepNotAllowed.
    """
    talk = access.find_for_update(Consultation, consultation_id, by=by, may=Permission.FORWARD)
    if not talk.is_nondisclosure:
        raise NotProtected
    if talk.applications.exclude(state__in=AT_COUNTER).exists():
        raise StepNotAllowed("申込が進達されています。対象から外すときは、県社協に連絡してください。")
    talk.is_nondisclosure = False
    talk.save(update_fields=["is_nondisclosure"])
    write.act("lift_nondisclosure", case_id=talk.id, fields=["is_nondisclosure"], purpose=reason)
    return talk
