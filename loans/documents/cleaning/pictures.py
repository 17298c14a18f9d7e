"""写真. Decoded and drawn anew: place, time, device and thumbnail stay behind; the way up is applied."""

import io
import math
import warnings
from collections.abc import Sequence

from PIL import (  # noqa: F401 - all that will be needed, before the child is closed in
    Image,
    ImageDraw,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
)

from loans.documents.cleaning.troubles import CannotOpen, Cleaned, Code
from loans.documents.limits import JPEG_QUALITY, KEPT_SIDE, MOST_PIXELS, THUMBNAIL_QUALITY, THUMBNAIL_SIDE
from loans.documents.reading import format_of

_BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, IndexError, KeyError, EOFError, TypeError)
_IS_GREY = frozenset({"1", "L", "LA", "I", "I;16", "I;16B", "F"})

Image.preinit()


def clean(content: bytes, boxes: Sequence[Sequence[float]] = ()) -> Cleaned:
    """Raises CannotOpen."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the count of pixels is asked below, by our own figure
            with Image.open(io.BytesIO(content), formats=list(MOST_PIXELS)) as picture:
                return _drawn_anew(picture, boxes)
    except Image.DecompressionBombError:
        raise CannotOpen(Code.TOO_MUCH) from None
    except _BROKEN:
        raise CannotOpen(Code.UNREADABLE) from None


def _drawn_anew(picture: Image.Image, boxes: Sequence[Sequence[float]]) -> Cleaned:
    kind = format_of(picture)
    if picture.width * picture.height > MOST_PIXELS[kind]:
        raise CannotOpen(Code.TOO_MUCH)
    share = min(KEPT_SIDE / max(picture.size), 1)
    # A photograph is decoded at half its size where that is enough, in a quarter of the memory.
    picture.draft("", (int(picture.width * share), int(picture.height * share)))
    picture.thumbnail((KEPT_SIDE, KEPT_SIDE), reducing_gap=1.0)
    picture.load()
    _turn_up(picture)
    fresh = _on_white(picture)
    _black_out(fresh, boxes)
    return _written(fresh, kind)


def _turn_up(picture: Image.Image) -> None:
    try:
        ImageOps.exif_transpose(picture, in_place=True)
    except _BROKEN:
        return  # a note about the way up that cannot be read is no note


def _on_white(picture: Image.Image) -> Image.Image:
    """Only pixels go over to the new picture; what was transparent is paper."""
    mode = "L" if picture.mode in _IS_GREY else "RGB"
    fresh = Image.new(mode, picture.size, "white")
    if "A" in picture.getbands() or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        fresh.paste(layer.convert(mode), mask=layer.getchannel("A"))
    elif picture.mode.startswith("I;16"):
        fresh.paste(picture.convert("I").point(lambda value: value / 256).convert("L"))
    else:
        fresh.paste(picture.convert(mode))
    return fresh


def _black_out(picture: Image.Image, boxes: Sequence[Sequence[float]]) -> None:
    """黒塗り. Burnt into the pixels, outwards to whole ones: what is under it is nowhere any more."""
    pen, (width, height) = ImageDraw.Draw(picture), picture.size
    for left, top, right, bottom in boxes:
        corner = (math.floor(left * width), math.floor(top * height))
        pen.rectangle((corner, (math.ceil(right * width), math.ceil(bottom * height))), fill="black")


def _small(picture: Image.Image) -> bytes:
    """縮小画像. Drawn after the blackout, from what is kept."""
    small, out = picture.copy(), io.BytesIO()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), reducing_gap=2.0)
    small.save(out, "JPEG", quality=THUMBNAIL_QUALITY)
    return out.getvalue()


def _written(picture: Image.Image, kind: str) -> Cleaned:
    out = io.BytesIO()
    picture.save(out, kind, quality=JPEG_QUALITY)
    return Cleaned(f"image/{kind.lower()}", out.getvalue(), _small(picture))
