from uuid import UUID

from django.db import transaction

from councils import access
from councils.permissions import Permission
from councils.refusals import Refused
from councils.tenancy import Actor
from councils.trail import write
from inquiry import gateway
from loans.applications.models import Application
from loans.review.inquiries import was_asked


class ProtectedAlready(Refused):
    sentence = "この案件は、すでに支援措置の対象として登録されています。"


@transaction.atomic
def protect(application_id: UUID, *, by: Actor) -> Application:
    """支援措置の登録. Learnt after the order: the gate sends nothing more without 不開示コード.

    Taken off again with the next order, for a reason. Raises NotPermitted, NotFound or ProtectedAlready.
    """
    application = access.find_for_update(Application, application_id, by=by, may=Permission.ORDER)
    if application.is_nondisclosure:
        raise ProtectedAlready
    application.is_nondisclosure = True
    application.save(update_fields=["is_nondisclosure"])
    if was_asked(application):
        gateway.protect(application.id)
    write.act("protect_case", case_id=application.id, fields=["is_nondisclosure"])
    return application
