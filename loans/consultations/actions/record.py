from typing import Any
from uuid import UUID

from django.db import transaction

from councils import access
from councils.permissions import Permission
from councils.refusals import Stale, StepNotAllowed
from councils.tenancy import Actor
from councils.trail import write
from loans.consultations.models import Consultation
from loans.states import ConsultationState

FIELDS = ("came_on", "client_name", "client_kana", "client_phone", "topics", "gist", "other_schemes")


@transaction.atomic
def record(facts: dict[str, Any], *, by: Actor) -> Consultation:
    """相談受付. Raises NotPermitted."""
    access.check_may(by, Permission.CONSULT)
    consultation = Consultation(
        prefecture_id=by.prefecture_id,
        municipal_council_id=by.council_id,
        counsellor_id=by.person_id,
        counsellor_name=by.name,
        **{name: facts[name] for name in FIELDS},
    )
    consultation.save(force_insert=True)
    write.act("record_consultation", case_id=consultation.id, fields=FIELDS)
    return consultation


@transaction.atomic
def change(consultation_id: UUID, facts: dict[str, Any], *, version: int, by: Actor) -> Consultation:
    """相談受付票の修正. Raises NotPermitted, NotFound, StepNotAllowed, Stale."""
    consultation = access.find_for_update(Consultation, consultation_id, by=by, may=Permission.CONSULT)
    if consultation.state != ConsultationState.OPEN:
        raise StepNotAllowed("終了した相談は修正できません。新しい相談として記録してください。")
    if consultation.version != version:
        raise Stale(consultation.version)
    changed = [name for name in FIELDS if getattr(consultation, name) != facts[name]]
    for name in changed:
        setattr(consultation, name, facts[name])
    consultation.version += 1
    consultation.save(update_fields=[*changed, "version"])
    write.act("change_consultation", case_id=consultation.id, fields=changed)
    return consultation
