"""The scanner's answers: only a plain OK passes; silence, nonsense and slowness are no answer."""

import socket
import struct
import threading

import pytest

from loans.documents import scanner
from loans.documents.scanner import Infected, ScannerUnavailable, scan

FILE = b"x" * 200_000


class Clamd:
    """Listens like clamd, takes one file, and says what it was told to say."""

    def __init__(self, says: bytes | None) -> None:
        self.says, self.heard = says, b""
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"tcp://127.0.0.1:{self.listener.getsockname()[1]}"
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        line, _ = self.listener.accept()
        with line, line.makefile("rb") as given:
            assert given.read(10) == b"zINSTREAM\0"
            while length := struct.unpack(">I", given.read(4))[0]:
                self.heard += given.read(length)
            if self.says is None:
                line.recv(1)  # until the other side has had enough
            else:
                line.sendall(self.says)

    def close(self) -> None:
        self.listener.close()
        self.thread.join(5)


@pytest.fixture
def clamd(settings):
    begun = []

    def begin(says):
        begun.append(Clamd(says))
        settings.CLAMD_URL = begun[-1].url
        return begun[-1]

    yield begin
    for each in begun:
        each.close()


def test_what_is_clean_passes_and_was_seen_whole(clamd):
    asked = clamd(b"stream: OK\0")

    scan(FILE)

    assert asked.heard == FILE


def test_what_is_found_is_told(clamd):
    clamd(b"stream: Eicar-Test-Signature FOUND\0")

    with pytest.raises(Infected):
        scan(FILE)


@pytest.mark.parametrize(
    "says", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK but not really\0", b"OK" * 9_000]
)
def test_whatever_else_is_said_is_no_answer(clamd, says):
    clamd(says)

    with pytest.raises(ScannerUnavailable):
        scan(FILE)


def test_a_scanner_that_says_nothing_is_not_waited_for(clamd, monkeypatch):
    monkeypatch.setattr(scanner, "SECONDS", 0.2)
    clamd(None)

    with pytest.raises(ScannerUnavailable, match="TimeoutError"):
        scan(FILE)


@pytest.mark.parametrize("url", ["tcp://127.0.0.1:1", "unix:///nowhere/clamd.sock"])
def test_where_nobody_listens_there_is_no_answer(settings, url):
    settings.CLAMD_URL = url

    with pytest.raises(ScannerUnavailable):
        scan(FILE)


def test_without_an_address_nobody_is_asked(settings):
    settings.CLAMD_URL = ""

    scan(FILE)
