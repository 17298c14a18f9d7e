"""One request, every byte of it our own, and what is demanded of its answer."""

import errno
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.walls.proofs import Outcome

MOST_SECONDS = 5
# The other side may end a line while we still write; what it said before is read all the same.
_ENDED = {errno.EPIPE, errno.ECONNRESET, errno.ENOTCONN}


@dataclass(frozen=True)
class Try:
    """name says what is bad about it. is_halved: our side of the line is closed after the last byte."""

    name: str
    request: bytes
    is_halved: bool = False
    check: "Callable[[Answer], str] | None" = None


@dataclass(frozen=True)
class Answer:
    status: int
    head: bytes
    body: bytes
    seconds: float


class Zone(Protocol):
    name: str
    port: int


class Judge:
    """Sends, and counts what is wrong."""

    def __init__(self, outcome: Outcome, zone: Zone) -> None:
        self.outcome, self.zone = outcome, zone

    def take(self, given: Try) -> Answer:
        answer = ask(self.zone.port, given)
        self.outcome.count("tried")
        if answer.status >= 500:
            self._fault("status500", given, f"answered {answer.status}")
        if answer.seconds > MOST_SECONDS:
            self._fault("slow", given, f"took {answer.seconds:.1f} s")
        if b"<script>alert(1)" in answer.body:
            self._fault("lost", given, "is shown as a script")
        if given.check and (wrong := given.check(answer)):
            self._fault("lost", given, wrong)
        return answer

    def _fault(self, count: str, given: Try, words: str) -> None:
        self.outcome.count(count)
        self.outcome.faults.append(f"{self.zone.name}: {given.name}: {words}")


def ask(port: int, given: Try) -> Answer:
    """Status 0 where the line was ended without an answer, which is one too."""
    began, whole = time.monotonic(), b""
    with socket.create_connection(("127.0.0.1", port), MOST_SECONDS) as line:
        line.settimeout(MOST_SECONDS + 1)
        with _until_it_ends():
            line.sendall(given.request)
            if given.is_halved:
                line.shutdown(socket.SHUT_WR)
        with _until_it_ends(), suppress(TimeoutError):
            while piece := line.recv(65_536):
                whole += piece
    return _read(whole, time.monotonic() - began)


@contextmanager
def _until_it_ends() -> Iterator[None]:
    try:
        yield
    except OSError as trouble:
        if trouble.errno not in _ENDED:
            raise


def _read(whole: bytes, seconds: float) -> Answer:
    head, _, body = whole.partition(b"\r\n\r\n")
    words = head.split(b" ", 2)
    status = int(words[1]) if len(words) > 1 and words[1].isdigit() else 0
    return Answer(status, head, body, seconds)


def told_by(log: Path, run: str, outcome: Outcome) -> list[str]:
    """Where the zone's own log says that a fault was: the last places of each, once."""
    if not outcome.counts["status500"]:
        return []
    text = log.read_text(encoding="utf-8", errors="replace")
    blocks = [part.split("\n  /")[-1] for part in text.split("Internal Server Error")[1:]]
    return [f"{run}: at {each.splitlines()[0]}" for each in sorted(set(filter(None, blocks)))[:10]]
