"""詰め込まれたPDF. What the streams unpack to is measured piece by piece, before anything unpacks them for good."""

import zlib
from typing import Any

import pikepdf

from loans.documents.cleaning.troubles import CannotOpen, Code
from loans.documents.limits import MOST_PIXELS, MOST_UNPACKED

_PIECE = 1024 * 1024
_FLATE = ("/FlateDecode", "/Fl")


def check_unpacked(given: pikepdf.Pdf) -> None:
    """Raises CannotOpen."""
    left = MOST_UNPACKED
    for each in given.objects:
        if isinstance(each, pikepdf.Stream):
            _check_picture(each)
            left -= _unpacked(each, left)
            if left < 0:
                raise CannotOpen(Code.TOO_MUCH)


def _check_picture(stream: pikepdf.Stream) -> None:
    """A picture that says that it is larger than any scan."""
    width, height = (_figure(stream.get(name)) for name in ("/Width", "/Height"))
    if width * height > max(MOST_PIXELS.values()):
        raise CannotOpen(Code.TOO_MUCH)


def _figure(value: Any) -> int:
    return int(value) if isinstance(value, int) else 0


def _unpacked(stream: pikepdf.Stream, most: int) -> int:
    """How much one stream unpacks to; more than the most is not counted on."""
    filters = _filters(stream)
    if sum(name in _FLATE for name in filters) > 1:
        raise CannotOpen(Code.TOO_MUCH)  # packed twice: only what wants to be larger than it looks is
    if not filters or filters[0] not in _FLATE:
        return len(stream.read_raw_bytes())
    unpacking, count = zlib.decompressobj(), 0
    packed = stream.read_raw_bytes()
    while packed and count <= most and not unpacking.eof:
        try:
            count += len(unpacking.decompress(packed, _PIECE))
        except zlib.error:
            return count  # torn: a viewer shows what came before, and so do we
        packed = unpacking.unconsumed_tail
    return count


def _filters(stream: pikepdf.Stream) -> list[str]:
    found = stream.get("/Filter")
    return [str(each) for each in found] if isinstance(found, pikepdf.Array) else [str(found)] if found else []
