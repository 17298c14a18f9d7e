"""Nothing that somebody typed is a formula in a spreadsheet, and no name changes on its way there."""

import io
import zipfile

import pytest

from councils.sheets import csv_text, harmless, xlsx_bytes

ROWS = [("一覧", "担当案件"), ("氏名", "額"), ("𠮷田　健一", 80_000), ("=HYPERLINK(1)", None)]


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "＝1+1", "－1"])
def test_what_would_be_a_formula_is_text(typed):
    assert harmless(typed) == f"'{typed}"


def test_csv_begins_with_its_mark_and_keeps_names():
    text = csv_text(ROWS)

    assert text.startswith("\ufeff")
    assert "𠮷田　健一,80000\r\n'=HYPERLINK(1),\r\n" in text


def test_xlsx_holds_text_and_figures_and_no_formula():
    book = zipfile.ZipFile(io.BytesIO(xlsx_bytes(ROWS, head=1)))
    sheet, words = (book.read(f"xl/{name}").decode() for name in ("worksheets/sheet1.xml", "sharedStrings.xml"))

    assert "<f>" not in sheet
    assert "<v>80000</v>" in sheet
    assert "𠮷田　健一" in words
    assert "'=HYPERLINK(1)" in words
