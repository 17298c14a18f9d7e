"""表計算のファイル. Rows as CSV or XLSX; nothing that somebody typed is ever a formula there."""

import csv
import io
from collections.abc import Iterable, Sequence

import xlsxwriter

Row = Sequence[object]
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def harmless(cell: object) -> str:
    """What would be a formula begins with an apostrophe: a spreadsheet then takes it for text."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_text(rows: Iterable[Row]) -> str:
    """UTF-8 with BOM, so that a spreadsheet opens 髙 and 𠮷 as they are."""
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\r\n")
    sheet.writerows([harmless(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def xlsx_bytes(rows: Iterable[Row], *, head: int) -> bytes:
    """One sheet. head: which row (from 0) names the columns; it stays in sight. Figures stay figures, text is text."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True, "in_memory": True}) as book:
        sheet, bold = book.add_worksheet("一覧"), book.add_format({"bold": True})
        sheet.freeze_panes(head + 1, 0)
        sheet.set_column(0, 20, 18)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(number, column, cell)
                else:
                    # harmless here too: whoever saves the sheet as CSV must not make a formula of it
                    sheet.write_string(number, column, harmless(cell), bold if number == head else None)
    return out.getvalue()
