"""書類綴り: the case in one PDF, in order, every page numbered, photographs on A4."""

import io
import re
import subprocess

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loans.documents import actions, seen
from loans.documents import bundle as bundles
from loans.documents.bundle import bundle
from loans.documents.refusals import TooMuchToBind
from tests import make

pytestmark = pytest.mark.zone("stages")
IN_ORDER = [
    "書類綴り",
    "相談受付票",
    "借入申込書",
    "同意書",
    "民生委員",
    "市区町村社協意見書",
    "進達書",
    "重要事項説明書",
]


@pytest.fixture
def complete(desk):
    with desk("aoba") as by:
        return make.complete(by)


def words_of(content, page=None):
    pages = ["-f", str(page), "-l", str(page)] if page else []
    told = subprocess.run(["pdftotext", "-raw", *pages, "-", "-"], input=content, capture_output=True, check=True)
    return re.sub(r"\s", "", told.stdout.decode())


def test_everything_is_in_it_in_order_and_every_page_has_its_number(desk, complete):
    with desk("aoba") as by:
        seen.see(complete.id, "LICENCE", {"said": "住所が同じ", "issued_on": None}, by=by)
        content = bundle(complete)

    with pikepdf.open(io.BytesIO(content)) as document:
        count, sizes = len(document.pages), {tuple(round(float(x)) for x in page.mediabox) for page in document.pages}
    pages = [words_of(content, page) for page in range(1, count + 1)]
    listed = [pages[0].index(each) for each in IN_ORDER]
    assert [number for number, words in enumerate(pages, start=1) if f"{number}／{count}" not in words] == []
    assert listed == sorted(listed)
    assert "住所が同じ" in pages[0]
    assert sizes <= {(0, 0, 595, 842), (0, 0, 842, 595)}


def test_only_embedded_fonts_are_in_it(desk, complete, tmp_path):
    with desk("aoba"):
        (tmp_path / "x.pdf").write_bytes(bundle(complete))

    told = subprocess.run(["pdffonts", tmp_path / "x.pdf"], capture_output=True, check=True, text=True).stdout
    fonts = [line.split() for line in told.splitlines()[2:]]
    assert fonts
    assert {line[-5] for line in fonts} == {"yes"}


def test_what_was_taken_back_or_is_being_checked_is_not_in_it(desk, complete):
    with desk("aoba") as by:
        before = page_count(bundle(complete))
        make.paper(complete, "OTHER", by=by)
        actions.remove(complete.id, complete.documents.get(kind="ACCOUNT").id, by=by)

        after = page_count(bundle(complete))

    assert after == before - 1


def page_count(content):
    with pikepdf.open(io.BytesIO(content)) as document:
        return len(document.pages)


def test_more_than_can_be_bound_is_refused(desk, complete, monkeypatch):
    monkeypatch.setattr(bundles, "MOST_BYTES", 10)

    with desk("aoba"), CaptureQueriesContext(connection) as asked, pytest.raises(TooMuchToBind):
        bundle(complete)

    assert [query["sql"] for query in asked if '"content"' in query["sql"]] == []


def test_its_files_are_read_one_after_the_other(desk, complete):
    with desk("aoba"), CaptureQueriesContext(connection) as asked:
        bundle(complete)

    reading = [query["sql"] for query in asked if '"loans_document"."content"' in query["sql"]]
    assert len(reading) == complete.documents.count()
    assert {sql.count("WHERE") for sql in reading} == {1}
    assert [sql for sql in reading if '"loans_document"."id" = ' not in sql] == []
