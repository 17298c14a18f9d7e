"""ウイルスの確認. Asks ClamAV's clamd, where CLAMD_URL names one: tcp://host:3310 or unix:///run/clamav/clamd.ctl.

Only a plain "OK" lets a file pass. Whatever else is not a finding is no answer, and the file waits.
"""

import socket
import struct
import time
from urllib.parse import urlsplit

from django.conf import settings

CONNECT_SECONDS = 3
SECONDS = 30
_PIECE = 64 * 1024
_LONGEST_ANSWER = 4096


class ScannerUnavailable(Exception):
    """No answer, or one that says nothing of the file. It stays in quarantine."""


class Infected(Exception):
    """A virus was found. Its name is of no use to the counter and is not kept."""


def scan(content: bytes) -> None:
    """Raises Infected, ScannerUnavailable. Without CLAMD_URL there is nobody to ask."""
    if not settings.CLAMD_URL:
        return
    try:
        answer = _asked(content)
    except OSError as trouble:
        raise ScannerUnavailable(type(trouble).__name__) from None
    if answer.endswith(b" FOUND"):
        raise Infected
    if answer != b"stream: OK":
        raise ScannerUnavailable("answer")


def _asked(content: bytes) -> bytes:
    """INSTREAM: pieces with their length before them, then a length of nothing. The whole of it within its time."""
    end = time.monotonic() + SECONDS
    with _connected() as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), _PIECE):
            _hurry(line, end)
            piece = content[start : start + _PIECE]
            line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(struct.pack(">I", 0))
        return _answer(line, end)


def _connected() -> socket.socket:
    url = urlsplit(settings.CLAMD_URL)
    if url.scheme == "unix":
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(CONNECT_SECONDS)
        try:
            line.connect(url.path)
        except OSError:
            line.close()
            raise
        return line
    return socket.create_connection((url.hostname or "", url.port or 3310), CONNECT_SECONDS)


def _answer(line: socket.socket, end: float) -> bytes:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
        _hurry(line, end)
        piece = line.recv(_LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0\n")


def _hurry(line: socket.socket, end: float) -> None:
    """Raises TimeoutError."""
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    line.settimeout(left)
