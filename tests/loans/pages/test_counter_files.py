"""Uploads at the counter: the sentence says what to do, the kind stays chosen, and nothing unreadable is kept."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from config.walk.papers import paper
from loans.documents.models import Document
from tests import make
from tests.loans.documents import files
from tests.loans.pages.screens import text_of, typed_in

pytestmark = pytest.mark.zone("counter")


@pytest.fixture
def aoba(screen):
    return screen("aoba")


@pytest.fixture
def draft(desk):
    with desk("aoba") as by:
        return make.draft(by)


def send(screen, application, content, name="paper.pdf", declared="application/pdf"):
    facts = {"kind": "IDENTITY", "mark_MY_NUMBER": "absent", "file": SimpleUploadedFile(name, content, declared)}
    return screen.post(f"/cases/{application.id}/papers/new/", facts)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (files.large_pdf(20_000_000), "x.pdf", "ファイルが大きすぎます（上限10MB）"),
        ("これは文章です".encode(), "x.pdf", "このファイルは開けませんでした"),
        (files.apple(), "photo.heic", "「互換性優先」を選び"),
        (b"<script>alert(1)</script>", "photo.png", "PDF、JPEG、PNGのいずれか"),
        (files.pixel_bomb(), "photo.png", "画素数が多すぎます"),
        (b"", "x.pdf", "ファイルの中身が空です"),
        (paper("x"), "個人番号123456789018.pdf", "ファイル名から数字を消して"),
    ],
    ids=["20 MB", "text", "apple", "script", "bomb", "empty", "number"],
)
def test_a_file_that_we_cannot_take_is_said_with_what_to_do(aoba, draft, content, name, words):
    answer = send(aoba, draft, content, name)

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert typed_in(answer)["kind"] == "IDENTITY"
    assert not Document.objects.exists()


def test_without_a_file_or_a_kind_both_are_asked_for(aoba, draft):
    answer = aoba.post(f"/cases/{draft.id}/papers/new/", {"kind": "NO_SUCH"})

    assert answer.status_code == 422
    assert "書類の種類を一覧から選び直してください" in text_of(answer)
    assert "ファイルを選んでください。" in text_of(answer)


@pytest.mark.parametrize(
    "name", ["a" * 10_000 + ".pdf", "見本\u202efdp.exe", "..\\..\\etc\\passwd", "\x00.pdf", "a\nb.pdf"]
)
def test_a_harmful_name_of_a_file_does_no_harm(aoba, draft, name):
    answer = send(aoba, draft, paper("x"), name)

    assert answer.status_code == 302
    stored = Document.objects.get(application=draft)
    assert 0 < len(stored.name) <= 120
    assert not set(stored.name) & {"\u202e", "\x00", "\n", "/", "\\"}


def test_a_paper_that_is_being_checked_is_shown_so_and_opened_by_nobody(aoba, draft):
    send(aoba, draft, paper("x"))

    page = aoba.get(f"/cases/{draft.id}/")
    answer = aoba.get(f"/cases/{draft.id}/papers/{Document.objects.get(application=draft).id}/")

    assert "確認中" in text_of(page)
    assert f'hx-get="/cases/{draft.id}/papers/?times=1"' in page.content.decode()
    assert (answer.status_code, "確認中のため、まだ開けません" in text_of(answer)) == (409, True)
    assert b"%PDF" not in answer.content


@pytest.mark.parametrize("times", ["60", "9" * 5_000, "-1", "x", "\x00", ""])
def test_the_page_of_the_papers_does_not_look_again_for_ever(aoba, draft, times):
    send(aoba, draft, paper("x"))

    answer = aoba.get(f"/cases/{draft.id}/papers/", times=times)

    assert answer.status_code == 200
    assert "hx-get" not in answer.content.decode()
    assert "確認の結果を見る" in text_of(answer)


def test_more_than_the_request_may_hold_is_said_before_anything_is_read(aoba, draft):
    answer = send(aoba, draft, files.large_pdf(settings.REQUEST_LIMIT_BYTES + 1))

    assert answer.status_code == 413
    assert "大きすぎます" in text_of(answer)
    assert not Document.objects.exists()
