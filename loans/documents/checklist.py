"""書類のチェックリスト. Each required paper, how it stands, what is there of it, and what can be done."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from councils.era import wareki
from inquiry import gateway
from loans.applications import papers
from loans.applications.models import Application, PaperType
from loans.applications.papers import WARN_DAYS, Standing
from loans.applications.plan import LEGAL_BASIS, PURPOSE
from loans.applications.shown import OWN_RESULT, PaperLine, paper_line
from loans.documents.taking import whose
from loans.mark_kinds import Mark, Marked

_CHIPS = {
    Standing.LACKING: "returned",
    Standing.THERE: "good",
    Standing.SEEN: "good",
    Standing.SPARED: "neutral",
    Standing.EXPIRED: "bad",
    Standing.UNDATED: "bad",
}


@dataclass(frozen=True)
class Sheet:
    """登録した書類の一枚. marks: what was said of its numbers; proves: whose consent; struck: taken back or again."""

    line: PaperLine
    kind: str
    answers: list[str]
    sheet: int
    pages: str
    issued: str
    marks: str
    proves: str
    has_thumbnail: bool
    is_struck: bool
    is_own: bool


@dataclass(frozen=True)
class SeenLine:
    """原本確認の行."""

    id: UUID
    name: str
    said: str
    seen: str
    seen_by: str
    issued: str


@dataclass
class Row:
    """チェックリストの行."""

    code: str
    name: str
    standing: str
    chip: str
    note: str
    warning: str
    is_needed: bool
    is_open: bool
    sheets: list[Sheet] = field(default_factory=list)
    seen: list[SeenLine] = field(default_factory=list)


def rows(application: Application) -> list[Row]:
    """チェックリスト. What answers no required paper stands under その他 at the end."""
    kinds = papers.types()
    still = {entry.kind.label: entry.still_on_paper for entry in gateway.catalogue(LEGAL_BASIS, PURPOSE)}
    found = [_row(line, still) for line in papers.lines(application)]
    rest = Row("", "そのほかの書類", "", "", "", "", is_needed=False, is_open=False)
    by_code = {row.code: row for row in found}
    for sheet in sheets(application, kinds):
        _home(sheet.answers, by_code, rest).sheets.append(sheet)
    for answers, seen in _seen(application, kinds):
        _home(answers, by_code, rest).seen.append(seen)
    return [*found, rest] if rest.sheets or rest.seen else found


def _row(line: papers.Line, still: dict[str, str]) -> Row:
    needed = line.required
    return Row(
        code=needed.code,
        name=needed.name,
        standing=line.standing.label,
        chip=_CHIPS[line.standing],
        note=_note(line, still),
        warning=_warning(line),
        is_needed=needed.is_needed,
        is_open=line.is_open,
    )


def _note(line: papers.Line, still: dict[str, str]) -> str:
    needed = line.required
    whose = f"（{'、'.join(f'{name} 様' for name in needed.whose)}）" if needed.whose else ""
    parts = [f"{needed.why}{whose}" if needed.why else ""]
    if line.declined:
        names = "、".join(f"{name} 様" for name in line.declined)
        parts.append(f"{names}は照会に同意していないため、その方の分を書類で確かめます。")
    if line.standing is Standing.SPARED:
        parts.append(f"照会で省略できます（{needed.replaced_by}）。")
        if still.get(needed.replaced_by):
            parts.append(f"書類で確認が必要なこと：{still[needed.replaced_by]}")
    return "".join(parts)


def _warning(line: papers.Line) -> str:
    """期限. Told before it lapses, while the case is not taken in."""
    if line.standing is Standing.UNDATED:
        return "発行日が記録されていないため、期限を確かめられません。発行日を入れて、登録し直してください。"
    if line.expires_on is None or line.days_left is None:
        return ""
    last = wareki(line.expires_on)
    if line.standing is Standing.EXPIRED:
        return f"{last}で、発行から{line.required.max_age_months}か月を過ぎました。新しいものが要ります。"
    if line.days_left <= WARN_DAYS:
        return f"{last}までに受け付けてください（あと{line.days_left}日）。"
    return f"{last}まで使えます。"


def _home(answers: list[str], found: dict[str, Row], rest: Row) -> Row:
    return next((found[code] for code in answers if code in found), rest)


def sheets(application: Application, kinds: dict[str, PaperType]) -> list[Sheet]:
    """登録した書類, those that were taken back too, in the order in which they came."""
    rows = application.documents.defer("content", "thumbnail").annotate(is_drawn=Q(thumbnail__isnull=False))
    listed = rows.select_related("consent__member", "consent__party").order_by("created_at", "sheet", "id")
    return [_sheet(row, kinds) for row in listed]


def _sheet(row: Any, kinds: dict[str, PaperType]) -> Sheet:
    kind = kinds.get(row.kind)
    return Sheet(
        line=paper_line(row, kind.name if kind else OWN_RESULT),
        kind=row.kind,
        answers=papers.answered(kind, row.kind, timezone.localdate(row.created_at)),
        sheet=row.sheet,
        pages=f"{row.page_count}ページ" if row.page_count and row.page_count > 1 else "",
        issued=wareki(row.issued_on) if row.issued_on else "",
        marks="、".join(f"{Mark(mark).label}：{Marked(said).label}" for mark, said in row.marks.items()),
        proves=f"{whose(row.consent)} 様の同意" if row.consent else "",
        has_thumbnail=row.is_drawn,
        is_struck=row.removed_at is not None,
        is_own=kind is None,
    )


def _seen(application: Application, kinds: dict[str, PaperType]) -> Iterator[tuple[list[str], SeenLine]]:
    for row in application.sightings.filter(removed_at__isnull=True).order_by("created_at"):
        answers = papers.answered(kinds.get(row.kind), row.kind, timezone.localdate(row.created_at))
        yield answers, _seen_line(row, kinds)


def _seen_line(row: Any, kinds: dict[str, PaperType]) -> SeenLine:
    name = kinds[row.kind].name if row.kind in kinds else row.kind
    issued = wareki(row.issued_on) if row.issued_on else ""
    return SeenLine(row.id, name, row.said, wareki(row.seen_on), row.seen_name, issued)


def selectable(code: str) -> list[PaperType]:
    """その書類として登録できる種類: what it is itself, and what answers it; all where nothing is asked for."""
    kinds = list(papers.types().values())
    return [kind for kind in kinds if code in (kind.code, *kind.answers)] or kinds
