"""Files as people send them, and as people who mean harm send them."""

import io
import struct
import zlib

import pikepdf
from PIL import Image

from config.walk.papers import paper


def encrypted_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper("IDENTITY"))) as document:
        document.save(out, encryption=pikepdf.Encryption(user="himitsu", owner="himitsu"))
    return out.getvalue()


def empty_pdf() -> bytes:
    """A PDF without a page."""
    out = io.BytesIO()
    pikepdf.new().save(out)
    return out.getvalue()


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (12, 8), "white").save(out, kind)
    return out.getvalue()


def pixel_bomb() -> bytes:
    """A PNG of a few bytes that says it is 60,000 by 60,000."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(b"")) + _chunk(b"IEND", b"")


def large_pdf(size: int) -> bytes:
    return paper("IDENTITY").ljust(size, b" ")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
