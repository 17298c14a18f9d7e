"""書類の行為."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
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
from loans.applications import papers
from loans.applications.models import Application, PaperType
from loans.documents.boxes import Box
from loans.documents.models import Arrival, Document
from loans.documents.reading import media_type_of
from loans.documents.refusals import MarksMissing, NeverAnother, NoSuchKind, NumberInName, TooLarge, TooManySheets
from loans.documents.taking import check_consent, check_issued, check_room, check_struck, is_asked_for
from loans.mark_kinds import Mark, Marked
from loans.states import AT_COUNTER, State

# One after the other is photographed; a thicker paper is a PDF.
MOST_SHEETS = 20


@dataclass(frozen=True)
class Filing:
    """登録の内容. What the counsellor says of a paper beside its kind; boxes by sheet, in the order of the files."""

    marks: Mapping[str, str] = field(default_factory=dict)
    issued_on: date | None = None
    replaces: UUID | None = None
    is_vouched: bool = False
    consent: UUID | None = None
    boxes: Sequence[Sequence[Box]] = ()


@transaction.atomic
def add(
    application_id: UUID, kind: str, file: "UploadedFile[Any]", *, by: Actor, filing: Filing | None = None
) -> Document:
    """書類の登録, of one sheet. Raises as `add_sheets`."""
    return add_sheets(application_id, kind, [file], by=by, filing=filing)[0]


@transaction.atomic
def add_sheets(
    application_id: UUID, kind: str, files: "Sequence[UploadedFile[Any]]", *, by: Actor, filing: Filing | None = None
) -> list[Document]:
    """書類の登録. The files go into quarantine; inserting them rings at the office's worker, which checks them.

    Raises NotPermitted, NotFound, StepNotAllowed, NoSuchKind, MarksMissing, NeverAnother, IssueDateMissing,
    TooManySheets, TooManyPapers, TooLarge, NumberInName, NotReadable, AppleFormat, TooManyPixels.
    """
    filing = filing or Filing()
    application = taking_papers(application_id, by)
    _check_marks(kind_of(kind), filing)
    if len(files) > MOST_SHEETS:
        raise TooManySheets(MOST_SHEETS)
    check_issued(application, kind, filing.issued_on)
    check_consent(application, kind, filing.consent)
    _take_again(application, filing.replaces)
    check_room(application, len(files))
    sheets = [_keep(application, kind, file, number, filing, by) for number, file in enumerate(files, start=1)]
    write.act("add_document", case_id=application.id, fields=[kind])
    if filing.is_vouched:
        write.act("not_my_number", case_id=application.id, fields=[kind])
    return sheets


def kind_of(code: str) -> PaperType:
    """書類の種類. Raises NoSuchKind."""
    try:
        return papers.types()[code]
    except KeyError:
        raise NoSuchKind from None


def _check_marks(kind: PaperType, filing: Filing) -> None:
    """Raises MarksMissing, naming the first number of which nothing was said; NeverAnother."""
    if filing.is_vouched and kind.is_identity:
        raise NeverAnother
    for mark in kind.blackout:
        if filing.marks.get(mark) not in Marked.values:
            raise MarksMissing(mark, Mark(mark).label)


def _keep(
    application: Application, kind: str, file: "UploadedFile[Any]", sheet: int, filing: Filing, by: Actor
) -> Document:
    if (file.size or 0) > settings.UPLOAD_LIMIT_BYTES:
        raise TooLarge(settings.UPLOAD_LIMIT_BYTES)
    if my_numbers_in(file.name or ""):
        raise NumberInName
    content = file.read()
    tenant = {"prefecture_id": application.prefecture_id, "municipal_council_id": application.municipal_council_id}
    document = Document(
        **tenant,
        application=application,
        kind=kind,
        name=(file.name or "名称なし")[-120:],
        media_type=media_type_of(content),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        added_by=by.person_id,
        added_name=by.name,
        sheet=sheet,
        issued_on=filing.issued_on,
        marks=dict(filing.marks),
        is_vouched=filing.is_vouched,
        replaces_id=filing.replaces,
        consent_id=filing.consent,
    )
    document.save(force_insert=True)
    boxes = [box.shares() for box in filing.boxes[sheet - 1]] if len(filing.boxes) >= sheet else []
    Arrival(document=document, **tenant, content=content, boxes=boxes).save(force_insert=True)
    return document


@transaction.atomic
def remove(application_id: UUID, document_id: UUID, *, by: Actor) -> None:
    """書類の取消し. The row stays, with the time; the paper no longer counts.

    Raises NotPermitted, NotFound, StepNotAllowed.
    """
    application = taking_papers(application_id, by)
    _take_back(application, there(application, document_id))


def there(application: Application, document_id: UUID) -> Document:
    """A paper of the case that counts. Raises NotFound."""
    rows = application.documents.defer("content", "thumbnail").filter(pk=document_id, removed_at__isnull=True)
    document: Document | None = rows.first()
    if document is None:
        raise NotFound
    return document


def _take_again(application: Application, document_id: UUID | None) -> None:
    """撮り直し: the one before stays in the list, struck."""
    if document_id:
        _take_back(application, there(application, document_id))


def _take_back(application: Application, document: Document) -> None:
    check_struck(application, document)
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
    return application if is_asked_for(application) else at_counter(application_id, by)
