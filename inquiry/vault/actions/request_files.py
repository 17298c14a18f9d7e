"""依頼ファイルの作成. The lines are committed first and the file is made from them: killed, it is made again."""

import hashlib
import os
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models.functions import Now
from django.utils import timezone

from councils.tenancy import system_of, transaction_for
from councils.trail import write
from inquiry.sources.files.layout import Layout
from inquiry.sources.files.request import RequestLine, split, written
from inquiry.vault.bulk import fits, line_of
from inquiry.vault.faults import on_its_own
from inquiry.vault.inquiries import end
from inquiry.vault.layouts import layout_of
from inquiry.vault.models import FileLine, Inquiry, LayoutColumn, NetworkCode, RequestFile
from inquiry.vault.network_codes import Codes
from inquiry.vault.terms import file_term

_State, _What = RequestFile.State, NetworkCode.What


class NoFolder(Exception):
    """INQUIRY_FILES_DIR is not set for the worker: the file waits."""


def write_files(prefecture_id: str) -> int:
    """依頼ファイル. Allots what waits to the files that were asked for, and writes them; how many were dealt with."""
    with transaction_for(system_of(prefecture_id)):
        for file in RequestFile.objects.filter(state=_State.WANTED).select_for_update(skip_locked=True):
            _allot(file)
        ids = list(RequestFile.objects.filter(state=_State.ALLOTTED).values_list("pk", flat=True))
    return sum(on_its_own(partial(_write_one, prefecture_id, file_id), "write_files") for file_id in ids)


def _write_one(prefecture_id: str, file_id: UUID) -> int:
    with transaction_for(system_of(prefecture_id)):
        _write(RequestFile.objects.select_for_update().get(pk=file_id))
    return 1


def request_line(line: FileLine, codes: Codes) -> RequestLine:
    """As it was allotted, also where a code has been entered anew since. Raises CodeMissing."""
    said = line_of(line.inquiry, codes, addressee=line.addressee, requested_at=line.requested_at)
    return replace(
        said,
        provider=line.provider_code,
        information=line.information_code,
        is_nondisclosure=line.inquiry.is_nondisclosure,
    )


def _allot(file: RequestFile) -> None:
    """Urgent orders first. What lacks a code stays where it is, and is counted."""
    today = timezone.localdate()
    codes, layout = Codes(file.prefecture_id, today), layout_of(LayoutColumn.Of.REQUEST, today)
    rows = Inquiry.objects.filter(
        route=Inquiry.Route.FILE, state=Inquiry.State.WAITING, order__closed_at__isnull=True
    ).select_related("person", "order")
    waiting = list(rows.order_by("-order__is_urgent", "created_at", "pk").select_for_update(of=("self",)))
    lines = list(_lines(file, waiting, codes, layout))
    for part, group in enumerate(split(lines, file_term(today).most_lines)):
        _keep(file if part == 0 else _another(file), group)
    file.state = _State.ALLOTTED if lines else _State.EMPTY
    file.kept_out_count += len(waiting) - len(lines)
    file.save(update_fields=["state", "kept_out_count"])


def _lines(file: RequestFile, waiting: Sequence[Inquiry], codes: Codes, layout: Layout) -> Iterator[FileLine]:
    began = timezone.localtime()
    addressees = _addressees(waiting)
    for inquiry in waiting:
        if not fits(inquiry, codes, layout):
            continue
        line = FileLine(
            id=uuid4(),
            prefecture_id=file.prefecture_id,
            inquiry=inquiry,
            addressee=addressees[inquiry.person_id],
        )
        line.provider_code = codes.value(_What.PROVIDER, inquiry.provider)
        line.information_code = codes.value(_What.INFORMATION, inquiry.kind)
        line.requested_at = _stamp(began)
        began += timedelta(milliseconds=1)
        yield line


def _addressees(waiting: Sequence[Inquiry]) -> dict[UUID, str]:
    """宛名番号. Ours, one for a person: it says nothing of who it is, and is no 個人番号."""
    persons = {inquiry.person_id for inquiry in waiting}
    known = FileLine.objects.filter(inquiry__person__in=persons).values_list("inquiry__person_id", "addressee")
    return {person: f"{secrets.randbelow(10**15):015d}" for person in persons} | dict(known)


def _stamp(at: datetime) -> str:
    return f"{at:%Y%m%d%H%M%S}{at.microsecond // 1000:03d}"


def _another(file: RequestFile) -> RequestFile:
    return RequestFile.objects.create(prefecture_id=file.prefecture_id, asked_by=file.asked_by, state=_State.ALLOTTED)


def _keep(file: RequestFile, lines: Sequence[FileLine]) -> None:
    """From here on these are asked, as far as anybody knows: they are in no other file."""
    for number, line in enumerate(lines, start=1):
        line.file, line.number = file, number
    FileLine.objects.bulk_create(lines)
    for line in lines:
        inquiry = line.inquiry
        inquiry.receipt = f"{file.pk}:{line.number}"
        inquiry.save(update_fields=["receipt"])
        Inquiry.objects.filter(pk=inquiry.pk).update(asked_at=Now())
        end(inquiry, Inquiry.State.ASKED, "")


def _write(file: RequestFile) -> None:
    if file.state != _State.ALLOTTED:
        return
    day = timezone.localtime(file.created_at).date()
    codes, layout = Codes(file.prefecture_id, day), layout_of(LayoutColumn.Of.REQUEST, day)
    lines = list(FileLine.objects.filter(file=file).select_related("inquiry__order").order_by("number"))
    content = written([request_line(line, codes) for line in lines], layout)
    file.name = f"{file.prefecture_id}-{day:%Y%m%d}-{file.pk.hex[:8]}.DAT"
    _store(file.prefecture_id, file.name, content)
    file.state, file.line_count = _State.READY, len(lines)
    file.checksum = hashlib.sha256(content).hexdigest()
    file.save(update_fields=["state", "name", "line_count", "checksum"])
    write.act("write_file", fields=["file"], result=str(len(lines)))


def _store(prefecture_id: str, name: str, content: bytes) -> None:
    """Readable by the worker's user alone, and there as a whole or not at all."""
    if not settings.INQUIRY_FILES_DIR:
        raise NoFolder
    folder = Path(settings.INQUIRY_FILES_DIR) / prefecture_id
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f".{name}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(folder / name)
