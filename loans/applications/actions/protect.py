from uuid import UUID

from django.db import transaction

from councils import access
from councils.permissions import Permission
from councils.refusals import StepNotAllowed
from councils.tenancy import Actor
from councils.trail import write
from inquiry import gateway
from loans.applications.models import Application
from loans.protection import Lifting, NotProtected, ProtectedAlready
from loans.states import AT_COUNTER, State


@transaction.atomic
def protect_at_counter(application_id: UUID, *, by: Actor) -> Application:
    """支援措置の登録, in any state: also of a case that lies with the office, whose gate the database tells.

    Raises NotPermitted, NotFound, Recused, ProtectedAlready.
    """
    return _protect(application_id, by, Permission.APPLY)


@transaction.atomic
def protect_in_office(application_id: UUID, *, by: Actor) -> Application:
    """支援措置の登録. Learnt after the order: the gate sends nothing more without 不開示コード.

    Raises NotPermitted, NotFound, Recused, ProtectedAlready.
    """
    application = _protect(application_id, by, Permission.ORDER)
    if application.history.filter(state=State.INQUIRY).exists():
        gateway.protect(application.id)
    return application


@transaction.atomic
def lift_at_counter(application_id: UUID, reason: Lifting, *, by: Actor) -> Application:
    """支援措置の解除, by the chief, while the case is at the counter.

    Raises NotPermitted, NotFound, Recused, NotProtected, StepNotAllowed.
    """
    application = access.find_for_update(Application, application_id, by=by, may=Permission.FORWARD)
    if application.state not in AT_COUNTER:
        raise StepNotAllowed("進達した後は、窓口では対象から外せません。県社協に連絡してください。")
    return _lift(application, reason)


@transaction.atomic
def lift_in_office(application_id: UUID, reason: Lifting, *, by: Actor) -> Application:
    """支援措置の解除. What the gate has been told stays told. Raises NotPermitted, NotFound, Recused, NotProtected."""
    return _lift(access.find_for_update(Application, application_id, by=by, may=Permission.ORDER), reason)


def _protect(application_id: UUID, by: Actor, may: Permission) -> Application:
    application = access.find_for_update(Application, application_id, by=by, may=may)
    if application.is_nondisclosure:
        raise ProtectedAlready
    application.is_nondisclosure = True
    application.save(update_fields=["is_nondisclosure"])
    write.act("protect_case", case_id=application.id, fields=["is_nondisclosure"])
    return application


def _lift(application: Application, reason: Lifting) -> Application:
    if not application.is_nondisclosure:
        raise NotProtected
    application.is_nondisclosure = False
    application.save(update_fields=["is_nondisclosure"])
    write.act("lift_nondisclosure", case_id=application.id, fields=["is_nondisclosure"], purpose=reason)
    return application
