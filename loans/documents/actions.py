"""書類の行為."""

import hashlib
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from councils import access
from councils.numbers import my_numbers_in
from councils.permissions import Permission
from councils.refusals import NotFound, StepNotAllowed
from councils.tenancy import Actor
from councils.trail import write
from loans.applications.models import Application
from loans.documents.models import Arrival, Document
from loans.documents.reading import media_type_of
from loans.documents.refusals import NumberInName, TooLarge
from loans.states import AT_COUNTER, State


@transaction.atomic
def add(application_id: UUID, kind: str, file: "UploadedFile[Any]", *, by: Actor) -> Document:
    """書類の登録. The file goes into quarantine; inserting it rings at the office's worker, which checks it.

    Raises NotPermitted, NotFound, StepNotAllowed, TooLarge, NumberInName, NotReadable, AppleFormat, TooManyPixels.
    """
    application = taking_papers(application_id, by)
    if (file.size or 0) > settings.UPLOAD_LIMIT_BYTES:
        raise TooLarge(settings.UPLOAD_LIMIT_BYTES)
    if my_numbers_in(file.name or ""):
        raise NumberInName
    content = file.read()
    document = Document(
        prefecture_id=application.prefecture_id,
        municipal_council_id=application.municipal_council_id,
        application=application,
        kind=kind,
        name=(file.name or "名称なし")[-120:],
        media_type=media_type_of(content),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        added_by=by.person_id,
        added_name=by.name,
    )
    document.save(force_insert=True)
    Arrival(
        document=document,
        prefecture_id=application.prefecture_id,
        municipal_council_id=application.municipal_council_id,
        content=content,
    ).save(force_insert=True)
    write.act("add_document", case_id=application.id, fields=[kind])
    return document


@transaction.atomic
def remove(application_id: UUID, document_id: UUID, *, by: Actor) -> None:
    """書類の取消し. The row stays, with the time; the paper no longer counts. Raises as `add`."""
    application = at_counter(application_id, by)
    document = application.documents.defer("content").filter(pk=document_id, removed_at__isnull=True).first()
    if document is None:
        raise NotFound
    document.removed_at = timezone.now()
    document.save(update_fields=["removed_at"])
    write.act("remove_document", case_id=application.id, fields=[document.kind])


def at_counter(application_id: UUID, by: Actor) -> Application:
    application = access.find_for_update(Application, application_id, by=by, may=Permission.APPLY)
    if State(application.state) not in AT_COUNTER:
        raise StepNotAllowed("進達した後は、ここでは書類を登録できません。返戻を受けてから登録してください。")
    return application


def taking_papers(application_id: UUID, by: Actor) -> Application:
    """At the counter; or at the office, where an open request for correction takes papers (walls.guard_paper)."""
    application = access.find_for_update(Application, application_id, by=by, may=Permission.APPLY)
    if application.corrections.filter(state="open", takes_papers=True).exists():
        return application
    return at_counter(application_id, by)
