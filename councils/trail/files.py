"""記録の書き出し. A period at a time, so that it stays a request; what is more is an operator's (README)."""

import io
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Func, IntegerField

from councils.refusals import Refused
from councils.sheets import csv_text
from councils.tenancy import Actor
from councils.trail import export, rows
from councils.trail.asked import Asked, start_of
from councils.trail.models import TrailSeal
from councils.trail.shown import exact, lines_of

MOST_DAYS, MOST_ROWS = 31, 10_000
_HEAD = ("日時", "職員番号", "職員", "職", "行為", "案件", "対象者", "項目", "目的", "結果", "記録の番号")


class TooLongPeriod(Refused):
    sentence = f"書き出せるのは{MOST_DAYS}日分までです。期間を短くしてください。"
    field = "until"


class TooManyRows(Refused):
    sentence = f"記録が{MOST_ROWS:,}件を超えています。期間を短くしてください。"
    field = "until"


class WrongOrder(Refused):
    sentence = "終わりの日は、始めの日と同じか、後の日にしてください。"
    field = "until"


def check_period(since: date, until: date) -> None:
    """Raises WrongOrder, TooLongPeriod."""
    if until < since:
        raise WrongOrder
    if until - since >= timedelta(days=MOST_DAYS):
        raise TooLongPeriod


def csv_of(asked: Asked, by: Actor) -> tuple[str, int]:
    """For a spreadsheet, and how many rows; what would be a formula begins with an apostrophe. Raises TooManyRows."""
    found = list(asked.rows(by.prefecture_id)[: MOST_ROWS + 1])
    _check_few(len(found))
    sheet: list[Sequence[object]] = [_HEAD]
    for row, line in zip(found, lines_of(found), strict=True):
        cells = (exact(row.at), row.staff_id or "", line.who, line.post, line.what, line.case_id, line.subject_id)
        sheet.append((*cells, line.fields, line.purpose, line.result, row.pk))
    return csv_text(sheet), len(found)


def jsonl_of(asked: Asked, by: Actor) -> tuple[str, int]:
    """For the verifier (with --part): whole batches, those sealed in the period, whatever else was asked."""
    seals = TrailSeal.objects.filter(prefecture_id=by.prefecture_id, sealed_at__gte=start_of(asked.since or date.min))
    seals = seals.filter(sealed_at__lt=start_of((asked.until or date.max) + timedelta(days=1)))
    # A batch has a row at least: one more than the most tells enough, and no list of ids is fetched to be counted.
    sized = seals.annotate(size=Func("row_ids", function="cardinality", output_field=IntegerField())).order_by("number")
    numbers = list(sized.values_list("number", "size")[: MOST_ROWS + 1])
    many = sum(length for _, length in numbers)
    _check_few(many)
    after, upto = (numbers[0][0] - 1, numbers[-1][0]) if numbers else (0, 0)
    batches = rows.batches(_ask, settings.HOME, by.prefecture_id, after=after, upto=upto)
    out = io.StringIO()
    export.write(export.enclosed(_ask, settings.HOME, batches), out)
    return out.getvalue(), many


def _ask(query: str, values: Sequence[Any]) -> list[rows.Row]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def _check_few(many: int) -> None:
    if many > MOST_ROWS:
        raise TooManyRows
