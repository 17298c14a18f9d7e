import pytest

from config.walk.papers import paper
from loans.documents.reading import media_type_of
from loans.documents.refusals import AppleFormat, NotReadable, TooManyPixels
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
        "住民票の写し".encode(),
        b"<!doctype html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'></svg>",
        b"MZ\x90\x00" + bytes(200),
        files.picture("GIF"),
        files.picture("TIFF"),
        files.picture("PNG")[:20],
    ],
    ids=[
        "empty",
        "text",
        "html",
        "svg",
        "exe",
        "gif",
        "tiff",
        "torn png",
    ],
)
def test_what_is_none_of_the_three_is_refused(content):
    with pytest.raises(NotReadable):
        media_type_of(content)


@pytest.mark.parametrize(("content", "refusal"), [(files.pixel_bomb(), TooManyPixels), (files.apple(), AppleFormat)])
def test_what_a_tablet_sends_wrongly_is_refused_in_its_own_words(content, refusal):
    with pytest.raises(refusal):
        media_type_of(content)
