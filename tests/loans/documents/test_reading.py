import pytest

from config.walk.papers import paper
from loans.documents.reading import media_type_of
from loans.documents.refusals import NotReadable, Protected
from tests.loans.documents import files


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (paper("IDENTITY"), "application/pdf"),
        (b"\r\n " + paper("IDENTITY"), "application/pdf"),
        (files.picture("JPEG"), "image/jpeg"),
        (files.picture("PNG"), "image/png"),
    ],
    ids=["pdf", "pdf after blanks", "jpeg", "png"],
)
def test_a_file_is_what_its_content_says(content, media_type):
    assert media_type_of(content) == media_type


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7\nnothing follows",
        b"%PDF-" + bytes(5_000),
        files.empty_pdf(),
        "住民票の写し".encode(),
        b"<!doctype html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'></svg>",
        b"MZ\x90\x00" + bytes(200),
        files.picture("GIF"),
        files.picture("TIFF"),
        files.picture("PNG")[:40],
        files.pixel_bomb(),
    ],
    ids=[
        "empty",
        "torn pdf",
        "pdf of zeros",
        "no page",
        "text",
        "html",
        "svg",
        "exe",
        "gif",
        "tiff",
        "torn png",
        "bomb",
    ],
)
def test_what_cannot_be_opened_is_refused(content):
    with pytest.raises(NotReadable):
        media_type_of(content)


def test_a_pdf_with_a_password_is_refused_in_its_own_words():
    with pytest.raises(Protected):
        media_type_of(files.encrypted_pdf())
