"""綴り. PDFs and photographs bound into one PDF of A4 pages, numbered, in the order in which they are handed over.

A photograph goes in as the bytes that it is: nothing is decoded, so that forty of them cost no more than their copying.
Only for what our own check wrote (loans/documents/cleaning): a JPEG, or a PNG without interlace and transparency.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import pikepdf
from PIL import Image

from councils.papers.rendering import render

FORMS: Final = Path(__file__).with_name("forms")
# A4 in points, and the room around a photograph; below it stands the number of the page.
WIDTH, HEIGHT, EDGE = 595.276, 841.89, 36
_PNG_HEAD: Final = 8


@dataclass(frozen=True)
class Bound:
    """綴る書類. label stands beside the number of each of its pages."""

    label: str
    media_type: str
    content: bytes


def bind(things: Sequence[Bound], *, title: str, council: str, stamp: datetime) -> bytes:
    """綴り. One PDF; every page has its number. Raises CharacterNotInFont."""
    with ExitStack() as opened:
        whole = opened.enter_context(pikepdf.new())
        labels = [thing.label for thing in things for _ in range(_append(whole, thing, opened))]
        numbers = render("numbers", {"title": title, "council": council, "labels": labels}, folder=FORMS, stamp=stamp)
        stamps = opened.enter_context(pikepdf.open(io.BytesIO(numbers)))
        for page, number in zip(whole.pages, stamps.pages, strict=True):
            page.add_overlay(number, None)
        whole.docinfo["/Title"] = title
        out = io.BytesIO()
        whole.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def page_count(content: bytes) -> int:
    """ページ数, of a PDF of ours."""
    with pikepdf.open(io.BytesIO(content)) as document:
        return len(document.pages)


def _append(whole: pikepdf.Pdf, thing: Bound, opened: ExitStack) -> int:
    """How many pages it came to."""
    if thing.media_type == "application/pdf":
        given = opened.enter_context(pikepdf.open(io.BytesIO(thing.content)))
        whole.pages.extend(given.pages)
        return len(given.pages)
    _draw(whole, _picture(whole, thing))
    return 1


def _draw(whole: pikepdf.Pdf, picture: pikepdf.Stream) -> None:
    """On an A4 page that lies as the picture does."""
    width, height = int(picture.Width), int(picture.Height)
    across, down = (HEIGHT, WIDTH) if width > height else (WIDTH, HEIGHT)
    share = min((across - 2 * EDGE) / width, (down - 2 * EDGE) / height)
    drawn_width, drawn_height = width * share, height * share
    left, bottom = (across - drawn_width) / 2, (down - drawn_height) / 2
    page = whole.add_blank_page(page_size=(across, down))
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
    place = f"q {drawn_width:.2f} 0 0 {drawn_height:.2f} {left:.2f} {bottom:.2f} cm /P Do Q"
    page.obj.Contents = whole.make_stream(place.encode("ascii"))


def _picture(whole: pikepdf.Pdf, thing: Bound) -> pikepdf.Stream:
    with Image.open(io.BytesIO(thing.content), formats=["JPEG", "PNG"]) as picture:
        width, height, is_grey = picture.width, picture.height, picture.mode == "L"
    facts = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceGray if is_grey else pikepdf.Name.DeviceRGB,
    )
    stream = whole.make_stream(b"", facts)
    if thing.media_type == "image/jpeg":
        stream.write(thing.content, filter=pikepdf.Name.DCTDecode)
        return stream
    # A PNG's rows are what PDF calls predictor 15. Source: ISO 32000-2, 7.4.4.4.
    rows = pikepdf.Dictionary(Predictor=15, Colors=1 if is_grey else 3, BitsPerComponent=8, Columns=width)
    stream.write(b"".join(_packed_rows(thing.content)), filter=pikepdf.Name.FlateDecode, decode_parms=rows)
    return stream


def _packed_rows(png: bytes) -> Iterator[bytes]:
    """IDAT. Source: W3C PNG Specification, 5.3."""
    at = _PNG_HEAD
    while at + _PNG_HEAD <= len(png):
        (size,) = struct.unpack_from(">I", png, at)
        if png[at + 4 : at + 8] == b"IDAT":
            yield png[at + 8 : at + 8 + size]
        at += size + 12
