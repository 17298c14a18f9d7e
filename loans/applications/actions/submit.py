from uuid import UUID

from django.db import transaction
from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.tenancy import Actor
from councils.trail import write
from loans.applications.missing import check_complete
from loans.applications.models import Application
from loans.applications.returned import check_answered
from loans.states import Step, after


@transaction.atomic
def submit(application_id: UUID, *, by: Actor) -> Application:
    """申込の受付. Raises NotPermitted, NotFound, StepNotAllowed, Incomplete."""
    application = access.find_for_update(Application, application_id, by=by, may=Permission.APPLY)
    state = after(application.state, Step.SUBMIT)
    check_complete(application, to="申込を受け付ける")
    application.state = state
    application.submitted_by, application.submitted_at = by.person_id, timezone.now()
    application.save(update_fields=["state", "submitted_by", "submitted_at"])
    write.act("submit", case_id=application.id)
    return application


def reopen(application_id: UUID, *, by: Actor) -> Application:
    """申込書を直す. Back to the draft, also after a return."""
    return _step(application_id, Step.REOPEN, by=by)


@transaction.atomic
def resume(application_id: UUID, *, by: Actor) -> Application:
    """直さずに進達へ回す. A return that is answered in words or by papers needs no new form and no new opinion.

    Raises NotPermitted, NotFound, StepNotAllowed, ItemsUnanswered, Incomplete.
    """
    application = access.find_for_update(Application, application_id, by=by, may=Permission.APPLY)
    state = after(application.state, Step.RESUME)
    check_answered(application)
    check_complete(application, to="進達へ回す")
    application.state = state
    application.submitted_by, application.submitted_at = by.person_id, timezone.now()
    application.save(update_fields=["state", "submitted_by", "submitted_at"])
    write.act("resume", case_id=application.id)
    return application


def withdraw(application_id: UUID, *, by: Actor) -> Application:
    """取下げ. By the applicant, while the case is at the counter."""
    return _step(application_id, Step.WITHDRAW, by=by)


@transaction.atomic
def _step(application_id: UUID, step: Step, *, by: Actor) -> Application:
    application = access.find_for_update(Application, application_id, by=by, may=Permission.APPLY)
    application.state = after(application.state, step)
    application.save(update_fields=["state"])
    write.act(step.value, case_id=application.id)
    return application
