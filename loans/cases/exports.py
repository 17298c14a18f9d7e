"""一覧の書き出し. The whole filter as CSV or XLSX, with the filter, the person and the time in its first rows."""

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpResponse
from django.utils import timezone

from councils import access
from councils.doors import StaffRequest
from councils.permissions import Permission
from councils.refusals import NotPermitted, Refused
from councils.settings.values import value_of
from councils.sheets import Row, csv_text, xlsx_bytes
from councils.tenancy import Actor
from councils.trail import write
from loans.applications.shown import moment
from loans.cases.asked import Asked
from loans.cases.lists import TILES, Line
from loans.cases.models import SavedFilter
from loans.cases.settings import EXPORT_BY_COUNSELLORS, EXPORT_ROWS

HEAD = (
    "氏名",
    "フリガナ",
    "受付番号",
    "県受付番号",
    "資金",
    "借入希望額（円）",
    "状態",
    "日付",
    "相談員",
    "返戻の期限",
    "期限切れ",
    "経過",
    "次に",
    "だれが",
    "いつまでに",
)
VIEWS = {name: label for name, (label, _) in TILES.items() if name != "all"}
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class TooManyRows(Refused):
    """The most that may leave at once is the prefecture's setting."""

    sentence = "一度に書き出せる件数を超えています。状態や期間で絞り込んでから、書き出してください。"

    def __init__(self, most: int) -> None:
        super().__init__(f"一度に書き出せるのは{most:,}件までです。状態や期間で絞り込んでから、書き出してください。")


class NoSuchForm(Refused):
    sentence = "CSVかExcelのどちらかを選んでください。"
    status = 422


def may_export(by: Actor) -> bool:
    """In the office whoever reads the list; at the counter the chief, and counsellors where the prefecture says so."""
    if not access.may(by, Permission.APPLY) or access.may(by, Permission.FORWARD):
        return True
    return bool(value_of(by.prefecture_id, EXPORT_BY_COUNSELLORS.name))


def most_rows(by: Actor) -> int:
    """Raises NotPermitted."""
    if not may_export(by):
        raise NotPermitted("一覧の書き出しは、責任者が行います。責任者に声をかけてください。")
    return int(value_of(by.prefecture_id, EXPORT_ROWS.name))


def exported(request: StaffRequest, where: str, asked: Asked, lines: Sequence[Line], *, most: int) -> HttpResponse:
    """Raises TooManyRows, NoSuchForm."""
    form = request.POST.get("form", "")
    if form not in _TYPES:
        raise NoSuchForm
    if len(lines) > most:
        raise TooManyRows(most)
    now = timezone.localtime()
    rows = sheet(where, asked, lines, by=request.actor, at=now)
    name = f"list-{now:%Y%m%d-%H%M}.{form}"
    write.act("export_list", fields=asked.codes(), purpose=where, result=str(len(lines)))
    write.exported([line.id for line in lines], where=where, name=name)
    response = HttpResponse(csv_text(rows) if form == "csv" else xlsx_bytes(rows, head=_HEAD_AT), _TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def sheet(where: str, asked: Asked, lines: Sequence[Line], *, by: Actor, at: datetime) -> list[Row]:
    """How it was narrowed, who wrote it out and when; then the head and the rows."""
    title, view = SavedFilter.Where(where).label, VIEWS.get(asked.view, asked.view)
    narrowed = "、".join([view, *asked.words()] if view else asked.words()) or "なし"
    return [
        ("一覧", title),
        ("絞り込み", narrowed),
        ("書き出した職員", f"{by.name}（{by.post.label}）"),
        ("日時・件数", f"{moment(at)}　{len(lines)}件"),
        HEAD,
        *(_row(line) for line in lines),
    ]


_HEAD_AT = 4


def _row(line: Line) -> Row:
    return (
        line.name,
        line.kana,
        line.receipt_number,
        line.prefectural_number,
        line.fund,
        line.amount_yen,
        line.state,
        line.when,
        line.who,
        line.due,
        "期限切れ" if line.is_late else "",
        line.waited,
        *((line.next.what, line.next.who, line.next.by_when) if line.next else ("", "", "")),
    )
