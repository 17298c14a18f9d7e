"""綴り: photographs go in as the bytes that they are, and come out as they were."""

import io
import subprocess
from datetime import UTC, datetime

import pikepdf
import pytest
from PIL import Image

from councils.papers.binding import Bound, bind, page_count

STAMP = datetime(2026, 11, 2, tzinfo=UTC)


def picture(kind, size=(300, 200), mode="RGB", colour="red"):
    out = io.BytesIO()
    image = Image.new(mode, size, colour)
    image.putpixel((0, 0), 0 if mode == "L" else (0, 0, 255))
    image.save(out, kind)
    return out.getvalue()


def bound(*things):
    return bind(things, title="綴り", council="架空市社協", stamp=STAMP)


@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photograph_is_drawn_as_it_is(kind, mode, tmp_path):
    colour = 200 if mode == "L" else "red"
    content = picture(kind, mode=mode, colour=colour)
    (tmp_path / "x.pdf").write_bytes(bound(Bound("写真", f"image/{kind.lower()}", content)))

    subprocess.run(["pdftoppm", "-r", "50", "-png", tmp_path / "x.pdf", tmp_path / "page"], check=True)

    page = Image.open(tmp_path / "page-1.png").convert("RGB")
    seen, drawn = page.getpixel((page.width // 2, page.height // 2)), (200, 200, 200) if mode == "L" else (255, 0, 0)
    assert page.width > page.height
    assert max(abs(a - b) for a, b in zip(seen, drawn, strict=True)) < 8
    assert page.getpixel((4, 4)) == (255, 255, 255)


def test_an_upright_photograph_gets_an_upright_page():
    with pikepdf.open(io.BytesIO(bound(Bound("写真", "image/png", picture("PNG", (200, 300)))))) as document:
        assert [round(float(each)) for each in document.pages[0].mediabox] == [0, 0, 595, 842]


def test_pages_of_any_size_and_way_keep_it(tmp_path):
    given = pikepdf.new()
    given.add_blank_page(page_size=(300, 400))
    given.add_blank_page(page_size=(1000, 700))
    given.pages[1].Rotate = 90
    out = io.BytesIO()
    given.save(out)

    content = bound(Bound("図面", "application/pdf", out.getvalue()), Bound("図面", "application/pdf", out.getvalue()))

    assert page_count(content) == 4
    told = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True)
    assert [f"{page} ／ 4" in told.stdout.decode() for page in range(1, 5)] == [True] * 4
