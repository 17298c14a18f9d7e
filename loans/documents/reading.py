"""ファイルの形式. What a file is, is read from its first bytes; its name and its declared type decide nothing.

Nothing is decoded here: a request waits for it. Whether it can be opened, the office's worker finds out (check.py).
"""

import io
import warnings
from typing import Final

from PIL import Image, UnidentifiedImageError

from loans.documents.limits import MOST_PIXELS
from loans.documents.refusals import AppleFormat, NotReadable, TooManyPixels

PDF: Final = "application/pdf"
_MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png"}
_APPLE = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypheim", b"ftypmif1", b"ftypmsf1")


def media_type_of(content: bytes) -> str:
    """形式. application/pdf, image/jpeg or image/png. Raises NotReadable, AppleFormat, TooManyPixels."""
    return kind_of(content) or _picture(content)


def kind_of(content: bytes) -> str:
    """application/pdf, or nothing where it is to be a picture."""
    return PDF if content[:1024].lstrip().startswith(b"%PDF-") else ""


def _picture(content: bytes) -> str:
    if content[4:12] in _APPLE:
        raise AppleFormat
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the count of pixels is asked below, by our own figure
            with Image.open(io.BytesIO(content), formats=list(_MEDIA_TYPES)) as picture:
                found, pixels = format_of(picture), picture.width * picture.height
    except Image.DecompressionBombError:
        raise TooManyPixels from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, IndexError, KeyError):
        raise NotReadable from None
    if pixels > MOST_PIXELS[found]:
        raise TooManyPixels
    return _MEDIA_TYPES[found]


def format_of(picture: Image.Image) -> str:
    """JPEG or PNG. A telephone's photograph that carries a second one (for depth) is a JPEG too."""
    return "JPEG" if picture.format == "MPO" else str(picture.format)
