"""結果ファイルの取込み. Each line by the same rules as an answer of the network; what is refused is named."""

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from django.db.models.functions import Now
from django.utils import timezone

from councils.tenancy import system_of, transaction_for
from councils.trail import write
from inquiry.codes import Kind
from inquiry.sources.files.result import Bound, RefusedRow, Trouble, Wanted, read
from inquiry.vault.actions.poll import store
from inquiry.vault.faults import on_its_own
from inquiry.vault.layouts import layout_of
from inquiry.vault.models import FileLine, Inquiry, LayoutColumn, RefusedLine, ResultContent, ResultFile
from inquiry.vault.sealed_files import open_result


def read_results(prefecture_id: str) -> int:
    """取込み. One file, one transaction: its content goes with it."""
    with transaction_for(system_of(prefecture_id)):
        ids = list(ResultContent.objects.values_list("pk", flat=True))
    return sum(on_its_own(partial(_read, prefecture_id, result_id), "read_results") for result_id in ids)


def _read(prefecture_id: str, result_id: UUID) -> int:
    """0 where another worker reads it, or has read it."""
    with transaction_for(system_of(prefecture_id)):
        return _read_one(result_id)


def _read_one(result_id: UUID) -> int:
    unread = ResultFile.objects.filter(pk=result_id, read_at__isnull=True)
    result = unread.select_for_update(skip_locked=True).first()
    if result is None:
        return 0
    content = ResultContent.objects.get(pk=result_id)
    layout = layout_of(LayoutColumn.Of.RESULT, timezone.localdate())
    rows = [_taken(result.prefecture_id, row) for row in read(open_result(content), list(_wanted(result)), layout)]
    refused = [row for row in rows if isinstance(row, RefusedRow)]
    RefusedLine.objects.bulk_create(
        RefusedLine(prefecture_id=result.prefecture_id, result=result, number=row.number, reason=row.trouble.value)
        for row in refused
    )
    content.delete()
    counts = {"taken_count": len(rows) - len(refused), "refused_count": len(refused)}
    ResultFile.objects.filter(pk=result_id).update(read_at=Now(), **counts)
    write.act("read_file", fields=["file"], result=f"{counts['taken_count']}/{len(rows)}")
    return 1


def _taken(prefecture_id: str, row: Bound | RefusedRow) -> Bound | RefusedRow:
    """Stored as an answer that was fetched; an inquiry that waits for none takes none."""
    if isinstance(row, RefusedRow):
        return row
    if not Inquiry.objects.filter(pk=row.inquiry_id, state=Inquiry.State.ASKED).exists():
        return RefusedRow(row.number, Trouble.NOT_WAITING)
    store(prefecture_id, {row.inquiry_id: row.outcome})
    return row


def _wanted(result: ResultFile) -> Iterator[Wanted]:
    for line in FileLine.objects.filter(file_id=result.file_id).select_related("inquiry"):
        yield Wanted(
            line.inquiry_id,
            Kind(line.inquiry.kind),
            line.addressee,
            line.requested_at,
            line.provider_code,
            line.information_code,
        )
