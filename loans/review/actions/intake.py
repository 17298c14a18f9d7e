from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.tenancy import Actor
from councils.trail import write
from loans import numbers
from loans.applications.models import Application, Return
from loans.states import Step, after


@transaction.atomic
def receive(application_id: UUID, *, by: Actor) -> Application:
    """県受付. Gives the prefectural number; a case that comes back keeps it.

    Raises NotPermitted, NotFound, StepNotAllowed.
    """
    application = access.find_for_update(Application, application_id, by=by, may=Permission.RECEIVE)
    application.state = after(application.state, Step.RECEIVE)
    if application.prefectural_number is None:
        application.prefectural_number = numbers.prefectural_number(by, application.fund, timezone.localdate())
    application.received_by, application.received_at = by.person_id, timezone.now()
    application.save(update_fields=["state", "prefectural_number", "received_by", "received_at"])
    write.act("receive", case_id=application.id)
    return application


@transaction.atomic
def return_case(application_id: UUID, facts: dict[str, Any], *, by: Actor) -> Return:
    """返戻. Raises NotPermitted, NotFound, StepNotAllowed."""
    application = access.find_for_update(Application, application_id, by=by, may=Permission.REVIEW)
    application.state = after(application.state, Step.RETURN)
    application.save(update_fields=["state"])
    returned = Return(
        prefecture_id=application.prefecture_id,
        municipal_council_id=application.municipal_council_id,
        application=application,
        reasons=facts["reasons"],
        note=facts["note"],
        due_on=facts["due_on"],
        returned_by=by.person_id,
        returned_name=by.name,
    )
    returned.save(force_insert=True)
    write.act("return", case_id=application.id, fields=facts["reasons"])
    return returned
