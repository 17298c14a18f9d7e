"""ファイルの画面の行. Names, checksums, counts; refused lines by number and reason. A file itself is on no page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from inquiry.officer.officers import names_of
from inquiry.officer.showing import Chip, moment
from inquiry.sources.files.layout import Layout
from inquiry.vault.layouts import layout_of
from inquiry.vault.models import Inquiry, LayoutColumn, NetworkCode, RefusedLine, RequestFile, ResultFile
from inquiry.vault.network_codes import Codes
from inquiry.vault.providers import Directory

PAGE = 50
_What = NetworkCode.What
_CHIPS = {
    RequestFile.State.WANTED: "waiting",
    RequestFile.State.ALLOTTED: "waiting",
    RequestFile.State.READY: "good",
    RequestFile.State.EMPTY: "returned",
}
_NEEDED = (_What.AFFAIR, _What.PROCEDURE, _What.ORGANISATION, _What.DEPARTMENT)


@dataclass(frozen=True, slots=True)
class FileRow:
    file: RequestFile
    chip: Chip
    asked_at: str
    asked_by: str


@dataclass(frozen=True, slots=True)
class ResultRow:
    result: ResultFile
    handed_in_at: str
    handed_in_by: str
    chip: Chip
    refused: Sequence[RefusedLine]


def file_rows() -> list[FileRow]:
    found = list(RequestFile.objects.order_by("-created_at", "pk")[:PAGE])
    names = names_of(file.asked_by for file in found)
    return [
        FileRow(
            file,
            Chip(file.get_state_display(), _CHIPS[RequestFile.State(file.state)]),
            moment(file.created_at),
            names.get(file.asked_by, ""),
        )
        for file in found
    ]


def result_rows(file: RequestFile) -> list[ResultRow]:
    found = list(file.results.prefetch_related("refused").order_by("-created_at", "pk")[:PAGE])
    names = names_of(result.uploaded_by for result in found)
    return [
        ResultRow(
            result,
            moment(result.created_at),
            names.get(result.uploaded_by, ""),
            _standing(result),
            sorted(result.refused.all(), key=lambda line: line.number),
        )
        for result in found
    ]


def _standing(result: ResultFile) -> Chip:
    if result.read_at is None:
        return Chip("取込み待ち", "waiting")
    if result.refused_count:
        return Chip("取り込めない行があります", "returned")
    return Chip("取込済み", "good")


def missing_codes(wanted: Sequence[Inquiry], prefecture_id: str) -> list[str]:
    """未登録の番号と、様式より長い番号. Because of them what is to be asked cannot be put into a file."""
    today = timezone.localdate()
    codes, layout = Codes(prefecture_id, today), layout_of(LayoutColumn.Of.REQUEST, today)
    return [
        f"{label}{words}" for (what, of), label in _needed(wanted).items() if (words := _wrong(codes, layout, what, of))
    ]


def _needed(wanted: Sequence[Inquiry]) -> dict[tuple[_What, str], str]:
    """要る番号 and what each is called."""
    directory = Directory()
    needed = {(what, ""): str(what.label) for what in _NEEDED}
    for inquiry in wanted:
        name = directory.name_of(inquiry.provider)
        needed[_What.INFORMATION, inquiry.kind] = f"{_What.INFORMATION.label}：{inquiry.get_kind_display()}"
        needed[_What.PROVIDER, inquiry.provider] = f"{_What.PROVIDER.label}：{name}（{inquiry.provider}）"
    return needed


def _wrong(codes: Codes, layout: Layout, what: _What, of: str) -> str:
    row, column = codes.rows.get((what, of)), layout.column(what.value)
    if row is None:
        return "（未登録）"
    if column is not None and len(row.value) > column.length:
        return f"（登録した番号が、様式の{column.length}文字より長い）"
    return ""
