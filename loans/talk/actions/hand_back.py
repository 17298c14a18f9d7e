from uuid import UUID

from django.db import transaction

from councils import access
from councils.permissions import Permission
from councils.tenancy import Actor
from councils.trail import write
from loans.applications.models import Application
from loans.applications.places import WHOLE
from loans.states import Step, after
from loans.talk.actions.words import write_note
from loans.talk.models import NoticeKind
from loans.talk.notices import tell


@transaction.atomic
def hand_back(application_id: UUID, reason: str, *, by: Actor) -> Application:
    """相談員への戻し. The chief does not forward; the reason stands in the counter's own notes.

    Raises NotPermitted, NotFound, StepNotAllowed.
    """
    application = access.find_for_update(Application, application_id, by=by, may=Permission.FORWARD)
    application.state = after(application.state, Step.HAND_BACK)
    application.save(update_fields=["state"])
    write_note(application.id, {"text": reason, "place": WHOLE, "mentioned": []}, by=by)
    write.act("hand_back", case_id=application.id)
    tell(application, NoticeKind.HANDED_BACK, by=by)
    return application
