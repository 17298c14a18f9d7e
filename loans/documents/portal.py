"""マイナポータルの結果. Read before the eyes of the one who handed it over, and its words kept as a paper.

By the person's own consent, which the form asks for. Nothing of a file that is refused is kept, and no number.
"""

import hashlib
from typing import Any, NamedTuple
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from councils.era import wareki
from councils.refusals import NotFound
from councils.tenancy import Actor
from councils.trail import write
from inquiry import portal
from loans.applications.models import Application, Member
from loans.documents import kept
from loans.documents.actions import at_counter
from loans.documents.models import Arrival, Document
from loans.documents.taking import check_room


class Handed(NamedTuple):
    """手渡された結果. Whose it is as the counsellor says, and what it says."""

    member: Member
    shown: portal.Shown
    obtained_on: str


@transaction.atomic
def keep_portal(application_id: UUID, member_id: UUID, file: "UploadedFile[Any]", *, by: Actor) -> Handed:
    """自己情報の登録. Recorded with the kinds that were shown, before anything is.

    Raises NotPermitted, NotFound, StepNotAllowed, TooManyPapers, and the refusals of the file.
    """
    application = at_counter(application_id, by)
    check_room(application, 1)
    members = {member.pk: member for member in members_of(application)}
    if member_id not in members:
        raise NotFound
    member, content = members[member_id], file.read(portal.LARGEST_BYTES + 1)
    relation, today = Member.Relation(member.relation), timezone.localdate()
    shown = portal.read(content, relation=relation, member_count=len(members), today=today)
    _keep(application, member, shown, hashlib.sha256(content).hexdigest(), by)
    kinds = [part.kind for part in shown.parts]
    write.act("read_portal", case_id=application.pk, subject_id=member_id, fields=kinds)
    return Handed(member, shown, wareki(shown.obtained_on))


def _keep(application: Application, member: Member, shown: portal.Shown, digest: str, by: Actor) -> None:
    """The words go into quarantine like any file. The file's name is not kept: it may be anybody's."""
    tenant = {"prefecture_id": application.prefecture_id, "municipal_council_id": application.municipal_council_id}
    words = kept.written(shown)
    document = Document(
        **tenant,
        application=application,
        kind=kept.PORTAL,
        name=f"{kept.ORIGIN}{wareki(shown.obtained_on)}取得.json",
        media_type=kept.MEDIA_TYPE,
        size=len(words),
        sha256=digest,
        added_by=by.person_id,
        added_name=by.name,
        member=member,
        obtained_on=shown.obtained_on,
    )
    document.save(force_insert=True)
    Arrival(document=document, **tenant, content=words).save(force_insert=True)
    write.act("add_document", case_id=application.pk, fields=[kept.PORTAL])


def members_of(application: Application) -> list[Member]:
    return list(application.members.filter(removed_at__isnull=True).order_by("position"))
