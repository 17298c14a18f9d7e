"""マイナポータルの結果を見る. Read once, before the eyes of the one who handed it over, and kept nowhere."""

from typing import Any, NamedTuple
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.refusals import NotFound
from councils.tenancy import Actor
from councils.trail import write
from inquiry import portal
from loans.applications.models import Application, Member


class Handed(NamedTuple):
    """手渡された結果. Whose it is as the counsellor says, and what it says."""

    member: Member
    shown: portal.Shown


@transaction.atomic
def read_portal(application_id: UUID, member_id: UUID, file: "UploadedFile[Any]", *, by: Actor) -> Handed:
    """自己情報の読取り. Recorded with the kinds that were shown, before anything is.

    Raises NotPermitted, NotFound, and the refusals of the file.
    """
    application = access.find(Application, application_id, by=by, may=Permission.APPLY)
    members = {member.pk: member for member in members_of(application)}
    if member_id not in members:
        raise NotFound
    content = file.read(portal.LARGEST_BYTES + 1)
    relation = Member.Relation(members[member_id].relation)
    today = timezone.localdate()
    shown = portal.read(content, relation=relation, member_count=len(members), today=today)
    kinds = [part.kind for part in shown.parts]
    write.act("read_portal", case_id=application.pk, subject_id=member_id, fields=kinds)
    return Handed(members[member_id], shown)


def members_of(application: Application) -> list[Member]:
    return list(application.members.filter(removed_at__isnull=True).order_by("position"))
