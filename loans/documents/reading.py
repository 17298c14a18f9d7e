"""ファイルの確認. What a file is, is read from its content; its name and its declared type decide nothing."""

import io
import warnings

import pikepdf
from PIL import Image, UnidentifiedImageError

from loans.documents.refusals import NotReadable, Protected

_MOST_PIXELS = 60_000_000
_MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png"}


def media_type_of(content: bytes) -> str:
    """形式. application/pdf, image/jpeg or image/png. Raises NotReadable, Protected."""
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return _pdf(content)
    return _image(content)


def _pdf(content: bytes) -> str:
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            if len(document.pages) == 0:
                raise NotReadable
    except pikepdf.PasswordError:
        raise Protected from None
    except (pikepdf.PdfError, ValueError):
        raise NotReadable from None
    return "application/pdf"


def _image(content: bytes) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=list(_MEDIA_TYPES)) as picture:
                found, pixels = str(picture.format), picture.width * picture.height
                picture.verify()
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        SyntaxError,
        ValueError,
    ):
        raise NotReadable from None
    if pixels > _MOST_PIXELS:
        raise NotReadable
    return _MEDIA_TYPES[found]
