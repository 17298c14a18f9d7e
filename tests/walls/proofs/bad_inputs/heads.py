"""Pictures of a few bytes that say they are large."""

import struct
import zlib


def png(width: int, height: int, packed: bytes = b"x\x9c\x03\x00\x00\x00\x00\x01", *, more: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + more + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def png_bomb(width: int, height: int) -> bytes:
    """All its pixels are really there, black, and packed a thousandfold."""
    packing = zlib.compressobj(9)
    row = bytes(width + 1)
    return png(width, height, b"".join(packing.compress(row) for _ in range(height)) + packing.flush())


def png_with_text(size: int) -> bytes:
    text = b"".join(_chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(size))) for _ in range(30))
    return png(10, 10, zlib.compress(bytes(110)), more=text)


def jpeg(width: int, height: int) -> bytes:
    frame = struct.pack(">HBHHB", 17, 8, height, width, 3) + bytes((1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0))
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc0"
        + frame
        + b"\xff\xda"
        + bytes(64)
    )


def gif(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + bytes(100)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
