"""PDFの中の個人番号: found however a page writes it, and another number of twelve digits let pass."""

from datetime import UTC, datetime

import pikepdf
import pytest

from councils.papers.form import Form, Lines, print_form
from loans.documents import child
from loans.documents.cleaning import CannotOpen, Code, Wishes, clean
from tests.loans.documents import files

NUMBER, OTHER = "123456789018", "123456789012"
NAME = pikepdf.Name
WIDE = {"Subtype": NAME.Type0, "BaseFont": NAME.Gothic}
RANGES = b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <41> <4a> <0030> endbfrange"
CHARS = b"10 beginbfchar " + b"".join(b"<%02x> <%04x> " % (0x41 + n, 0x30 + n) for n in range(10)) + b"endbfchar"
LISTED = b"1 beginbfrange <41> <4a> [" + b"".join(b"<%04x>" % (0x30 + n) for n in range(10)) + b"] endbfrange"
LETTERS = bytes(0x41 + int(each) for each in NUMBER)


def _printed(text: str) -> bytes:
    form = Form("見本", "架空市社協", "", "令和8年11月2日", (Lines("", text),))
    return print_form(form, stamp=datetime(2026, 11, 2, tzinfo=UTC))


def _wide(encoding: str) -> dict[str, pikepdf.Object]:
    return {**WIDE, "Encoding": pikepdf.Name(f"/{encoding}")}


WRITTEN = {
    "plain": files.pdf_saying(NUMBER.encode()),
    "in groups": files.pdf_saying(b"1234", b"5678", b"9018"),
    "digit by digit": files.pdf_saying(*(each.encode() for each in NUMBER)),
    "with words": files.pdf_saying(b"No. 1234-5678-9018 of"),
    "an array": files.pdf_saying(NUMBER.encode(), operators="[{} -20 ()] TJ"),
    "next line": files.pdf_saying(NUMBER.encode(), operators="{} '"),
    "within a form": files.pdf_within(files.pdf_saying(NUMBER.encode())),
    "two bytes": files.pdf_saying(NUMBER.encode("utf-16-be"), font=_wide("UniJIS-UTF16-H")),
    "full width": files.pdf_saying("１２３４５６７８９０１８".encode("cp932"), font=_wide("90ms-RKSJ-H")),
    "ranges": files.pdf_with_table(RANGES, LETTERS),
    "characters": files.pdf_with_table(CHARS, LETTERS),
    "a listed range": files.pdf_with_table(LISTED, LETTERS),
    "our own letters": _printed(f"個人番号は{NUMBER}です"),
}


@pytest.mark.parametrize("how", WRITTEN)
def test_a_number_that_can_be_read_stops_the_file(how):
    with pytest.raises(CannotOpen) as said:
        clean(WRITTEN[how])

    assert said.value.code == Code.MY_NUMBER


def test_the_child_says_so_too():
    with pytest.raises(CannotOpen) as said:
        child.clean(WRITTEN["two bytes"])

    assert said.value.code == Code.MY_NUMBER


@pytest.mark.parametrize(
    "content", [files.pdf_saying(OTHER.encode()), _printed(f"お客様番号は{OTHER}です"), _printed("番号なし")]
)
def test_twelve_digits_without_the_check_digit_pass(content):
    assert child.clean(content).media_type == "application/pdf"


def test_what_somebody_vouches_for_passes():
    assert child.clean(WRITTEN["plain"], Wishes(is_vouched=True)).page_count == 1


@pytest.mark.parametrize(
    "table", [b"1 beginbfrange <41> <zz> <0030> endbfrange", b"beginbfchar <4 endbfchar", b"\xff" * 100, RANGES * 2000]
)
def test_a_table_of_nonsense_is_no_fault(table):
    assert child.clean(files.pdf_with_table(table, b"nothing")).media_type == "application/pdf"


def test_a_page_that_draws_itself_ends():
    content = files.pdf_within(files.pdf_within(files.pdf_within(files.pdf_saying(OTHER.encode()))))

    assert child.clean(content).media_type == "application/pdf"
