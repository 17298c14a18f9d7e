from uuid import UUID

from django.db import transaction

from councils import access
from councils.permissions import Permission
from councils.refusals import NotFound
from councils.tenancy import Actor
from councils.trail import write
from loans.applications.duplicates import same_as
from loans.applications.models import Application, DuplicateNote


@transaction.atomic
def note_duplicate(application_id: UUID, other_id: UUID, reason: str, *, by: Actor, may: Permission) -> DuplicateNote:
    """重複の確認. Why this case goes on beside that one; said once, by whoever sees both.

    Raises NotPermitted or NotFound, also where the two have nobody in common.
    """
    application = access.find_for_update(Application, application_id, by=by, may=may)
    if other_id not in {each.id for each in same_as(application, by=by) if not each.note}:
        raise NotFound
    note = DuplicateNote(
        prefecture_id=application.prefecture_id,
        municipal_council_id=application.municipal_council_id,
        application=application,
        other_id=other_id,
        reason=reason,
        noted_by=by.person_id,
        noted_name=by.name,
    )
    note.save(force_insert=True)
    write.act("note_duplicate", case_id=application.id, purpose=reason)
    return note
