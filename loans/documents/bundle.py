"""書類綴り. The case in one PDF: a list, the forms, the papers in the order of the checklist, numbered."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.db.models import QuerySet, Sum
from django.utils import timezone

from councils.era import wareki
from councils.models import Council
from councils.papers.binding import Bound, bind, page_count
from councils.papers.form import Form, Lines, Pairs, Table, print_form
from councils.papers.letter import Row
from loans.applications import papers
from loans.applications.models import Application
from loans.applications.printed import FORMS, printed
from loans.consultations.printed import consultation_form
from loans.documents import checklist
from loans.documents.models import Document
from loans.documents.refusals import TooMuchToBind
from loans.paper_states import PaperState

PDF: Final = "application/pdf"
# Binding copies bytes: some hundredths of a second. What is more goes in parts.
MOST_BYTES: Final = 64 * 1024 * 1024
COLUMNS, WIDTHS = ("番号", "書類", "登録・発行", "ページ"), (2, 12, 8, 4)


def bundle(application: Application) -> bytes:
    """書類綴り. Raises TooMuchToBind, CharacterNotInFont."""
    _check_size(application)
    listed, now = _in_order(application), timezone.localtime()
    things = [*_forms(application), *_papers(listed)]
    title = f"書類綴り　{application.receipt_number}"
    council = Council.objects.get(pk=application.municipal_council_id).name
    cover = Bound("表紙", PDF, _cover(application, things, listed, now))
    return bind([cover, *things], title=title, council=council, stamp=now)


def _check_size(application: Application) -> None:
    """Asked of the database, before any file is read. Raises TooMuchToBind."""
    if (_bound(application).aggregate(bytes=Sum("size"))["bytes"] or 0) > MOST_BYTES:
        raise TooMuchToBind


def _bound(application: Application) -> QuerySet[Document]:
    """確認の済んだ書類. What stands on the screen alone (マイナポータル) is no page."""
    rows: QuerySet[Document] = application.documents.filter(removed_at__isnull=True, state=PaperState.CHECKED)
    return rows.exclude(media_type="application/json")


def _forms(application: Application) -> Iterator[Bound]:
    yield Bound("相談受付票", PDF, consultation_form(application.consultation))
    for code, (title, _) in FORMS.items():
        yield Bound(title, PDF, printed(application, code))


def _in_order(application: Application) -> list[Document]:
    """綴じる書類, as the checklist has them, without their contents."""
    by_id = {row.pk: row for row in _bound(application).defer("content", "thumbnail")}
    order = [sheet.line.id for row in checklist.rows(application) for sheet in row.sheets]
    return [by_id[each] for each in order if each in by_id]


def _papers(listed: list[Document]) -> Iterator[Bound]:
    """One file after the other: the database sends no two at once."""
    names = papers.types()
    for row in listed:
        content = Document.objects.values_list("content", flat=True).get(pk=row.pk)
        yield Bound(names[row.kind].name, row.media_type, bytes(content or b""))


def _cover(application: Application, things: list[Bound], listed: list[Document], now: datetime) -> bytes:
    days = [""] * (len(things) - len(listed)) + [_day(row) for row in listed]
    first, table = 2, []
    for number, (thing, day) in enumerate(zip(things, days, strict=True), start=1):
        count = page_count(thing.content) if thing.media_type == PDF else 1
        last = first + count - 1
        table.append((str(number), thing.label, day, str(first) if count == 1 else f"{first}～{last}"))
        first = last + 1
    form = Form(
        title="書類綴り",
        council=Council.objects.get(pk=application.municipal_council_id).name,
        number=application.receipt_number,
        printed=wareki(now.date()),
        parts=(
            Pairs("案件", (Row("申込者", f"{application.applicant_name}　様"), Row("まとめた日", wareki(now.date())))),
            Table("綴じた書類", COLUMNS, WIDTHS, tuple(table)),
            Lines("写しのない書類（原本確認のみ）", "\n".join(_seen(application))),
        ),
    )
    return print_form(form, stamp=now)


def _day(row: Document) -> str:
    issued = f"発行 {wareki(row.issued_on)}" if row.issued_on else ""
    return issued or f"登録 {wareki(timezone.localdate(row.created_at))}"


def _seen(application: Application) -> Iterator[str]:
    for row in checklist.rows(application):
        for each in row.seen:
            yield f"{each.name}：{each.said}（{each.seen}、{each.seen_by}）"
