"""Files that are not what they say, or too much, or broken: made here, by the same seeds every time."""

import gzip
import io
import random
import zipfile
from collections.abc import Callable

from config.walk.papers import paper
from tests.loans.documents import files as made
from tests.walls.proofs.bad_inputs.asking import Judge, Try
from tests.walls.proofs.bad_inputs.bodies import B, part, whole
from tests.walls.proofs.bad_inputs.heads import gif, jpeg, png, png_bomb, png_with_text
from tests.walls.proofs.bad_inputs.serving import Served

HTML = b"<html><script>alert(1)</script></html>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
TORN = 12
File = tuple[str, bytes]


def files() -> list[File]:
    """Name and content of each; the name says what is wrong."""
    return [*_floods(), *_bombs(), *_of_two_kinds(), *_pdfs(), *_torn()]


def _floods() -> list[File]:
    """Heads that promise more pixels than anybody has."""
    sizes = ((65_535, 65_535), (1, 2_000_000_000), (0, 0), (100_000, 1_000))
    floods = [(f"png {width}x{height}", png(width, height)) for width, height in sizes]
    floods += [
        (f"jpeg {width}x{height}", jpeg(width, height)) for width, height in ((65_535, 65_535), (0, 0), (1, 65_535))
    ]
    return [*floods, ("gif 65535x65535", gif(65_535, 65_535)), ("png of 60,000", made.pixel_bomb())]


def _bombs() -> list[File]:
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x", bytes(50_000_000))
    return [
        ("zip bomb", zipped.getvalue()),
        ("gzip bomb", gzip.compress(bytes(50_000_000))),
        ("png bomb within the limit", png_bomb(6_300, 6_300)),
        ("png bomb beyond the limit", png_bomb(20_000, 20_000)),
        ("png of much text", png_with_text(5_000_000)),
        ("pdf flate bomb", made.flate_bomb(600)),
        ("pdf packed twice", made.packed_twice()),
        ("pdf of a huge picture", made.pdf_with_picture(65_535, 65_535)),
        ("pdf of 5,000 pages", made.many_pages(5_000)),
        ("large", made.large_pdf(10 * 1024 * 1024)),
        ("too large", made.large_pdf(10 * 1024 * 1024 + 1)),
    ]


def _of_two_kinds() -> list[File]:
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("x.html", HTML)
    pdf, png_file, jpeg_file = paper("x"), made.picture("PNG"), made.picture("JPEG")
    return [
        ("pdf and html", pdf + HTML),
        ("html before pdf", HTML + pdf),
        ("pdf and zip", pdf + zipped.getvalue()),
        ("zip before pdf", zipped.getvalue() + pdf),
        ("png and html", png_file + HTML),
        ("jpeg and zip", jpeg_file + zipped.getvalue()),
        ("png and pdf", png_file + pdf),
        ("svg", SVG),
        ("html", HTML),
        ("gif and script", b"GIF89a=1;alert(1)//" + bytes(50)),
        ("program", b"MZ\x90\x00" + bytes(5_000)),
        ("nothing but zeros", bytes(100_000)),
        ("one byte", b"%"),
        ("apple", made.apple()),
    ]


def _pdfs() -> list[File]:
    return [
        ("password", made.encrypted_pdf()),
        ("no page", made.empty_pdf()),
        ("acting", made.acting_pdf()),
        ("loop", made.looping_pages()),
        ("deep array", _pdf(b"[" * 200_000)),
        ("deep dictionary", _pdf(b"<</A" * 100_000)),
        ("own parent", _pdf(b"<</Type/Pages/Kids[3 0 R]/Count 9999999999/Parent 3 0 R>>")),
        ("negative count", _pdf(b"<</Type/Pages/Kids[]/Count -1>>")),
        ("object of another", _pdf(b"3 0 R")),
        ("only the head", b"%PDF-1.7\n"),
        (
            "xref without end",
            b"%PDF-1.4\nxref\n0 99999999\n" + b"0000000000 65535 f \n" * 10_000 + b"trailer<</Root 1 0 R>>",
        ),
        ("stream without end", b"%PDF-1.4\n1 0 obj<</Length 99999999999>>stream\nx"),
        ("many objects", b"%PDF-1.4\n" + b"".join(b"%d 0 obj<<>>endobj\n" % number for number in range(50_000))),
    ]


def _pdf(third: bytes) -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        b"3 0 obj" + third + b"endobj\ntrailer<</Root 1 0 R/Size 4>>\nstartxref\n0\n%%EOF"
    )


def _torn() -> list[File]:
    """Good files, cut off or with bytes changed at places that the seed chooses."""
    chance = random.Random(20261121)
    kinds = {"pdf": made.acting_pdf(), "png": made.picture("PNG"), "jpeg": made.photograph(orientation=6)}
    spoil: tuple[Callable[[bytes], bytes], ...] = (
        lambda content: content[: chance.randrange(1, len(content))],
        lambda content: _changed(content, chance),
    )
    return [(f"torn {kind} {n}", way(content)) for kind, content in kinds.items() for way in spoil for n in range(TORN)]


def _changed(content: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(content)
    for _ in range(chance.randrange(1, 20)):
        spoilt[chance.randrange(8, len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def try_all(judge: Judge, address: str, papers: list[File]) -> None:
    zone: Served = judge.zone  # type: ignore[assignment]  # a judge of a zone that is served
    kind = f"multipart/form-data; boundary={B}"
    for name, content in papers:
        token = part("csrfmiddlewaretoken", body=zone.token.encode())
        body = whole(token, part("kind", body=b"OTHER"), part("file", "; filename=x.pdf", body=content))
        judge.take(Try(f"file {name}", zone.request("POST", address, body, Content_Type=kind)))
