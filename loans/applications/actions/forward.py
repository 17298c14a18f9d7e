from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.tenancy import Actor
from councils.trail import write
from loans.applications.changed import as_sent
from loans.applications.missing import check_complete, check_papers_open
from loans.applications.models import Application, Forwarding, Opinion
from loans.applications.returned import check_answered
from loans.states import Step, after


@transaction.atomic
def opine(application_id: UUID, facts: dict[str, Any], *, by: Actor) -> Opinion:
    """市区町村社協の意見. Raises NotPermitted, NotFound, StepNotAllowed."""
    application = access.find_for_update(Application, application_id, by=by, may=Permission.APPLY)
    application.state = after(application.state, Step.OPINE)
    application.save(update_fields=["state"])
    opinion = Opinion(
        prefecture_id=application.prefecture_id,
        municipal_council_id=application.municipal_council_id,
        application=application,
        verdict=facts["verdict"],
        text=facts["text"],
        written_by=by.person_id,
        written_name=by.name,
    )
    opinion.save(force_insert=True)
    write.act("opine", case_id=application.id)
    return opinion


@transaction.atomic
def forward(application_id: UUID, *, chief_opinion: str = "", by: Actor) -> Application:
    """進達. The case leaves the counter, with what was sent kept as it stood; the database ends an open return with it.

    Raises NotPermitted, NotFound, StepNotAllowed, Incomplete, PapersBeingChecked, ItemsUnanswered.
    """
    application = access.find_for_update(Application, application_id, by=by, may=Permission.FORWARD)
    state = after(application.state, Step.FORWARD)
    check_complete(application, to="進達する")  # a consent may have been taken back since the receipt
    check_papers_open(application)
    check_answered(application)
    _keep_what_is_sent(application, chief_opinion, by)
    application.state = state
    application.forwarded_by, application.forwarded_at = by.person_id, timezone.now()
    application.save(update_fields=["state", "forwarded_by", "forwarded_at"])
    write.act("forward", case_id=application.id)
    return application


def _keep_what_is_sent(application: Application, chief_opinion: str, by: Actor) -> None:
    Forwarding(
        prefecture_id=application.prefecture_id,
        municipal_council_id=application.municipal_council_id,
        application=application,
        number=application.forwardings.count() + 1,
        sent=as_sent(application),
        chief_opinion=chief_opinion,
        forwarded_by=by.person_id,
        forwarded_name=by.name,
    ).save(force_insert=True)
