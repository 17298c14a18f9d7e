"""接続. Kept HTTP/1.1 connections to one network, many under way at once, and told apart by what is known of a request.

A client made for everything took 1.3 ms of a processor for each exchange here, this one 0.1 ms (measured): the gate's
worker is bound by it. An answer needs a Content-Length, so that one that was cut in half is never taken for whole.
"""

import asyncio
import ssl
import time
from dataclasses import dataclass
from typing import Self, cast
from urllib.parse import urlsplit

from .errors import AnswerNotUnderstood, NotSent, OutcomeUnknown, SourceFault

LONGEST_HEAD = 16_384
# No answer is published that is longer; what is longer is not read to its end.
LONGEST_BODY = 1_000_000
# A network may end an idle connection at any moment: one that stood for longer is not used again.
_IDLE_SECONDS = 2.0


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """応答. As it came, not yet read."""

    status: int
    body: bytes


class Connections:
    """One network's, by its address. To be used in one event loop, and closed by whoever made it."""

    def __init__(self, url: str, *, timeout_seconds: float = 10, at_most: int = 200) -> None:
        address = urlsplit(url)
        self._host, self._port = address.hostname or "", address.port or (443 if address.scheme == "https" else 80)
        self._base = address.path.rstrip("/")
        self._trust = ssl.create_default_context() if address.scheme == "https" else None
        self._timeout = timeout_seconds
        self._room = asyncio.Semaphore(at_most)
        self._idle: list[_Lane] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """What was cut off before is let go too: a transport ends in the loop's next turn."""
        while self._idle:
            self._idle.pop().close()
        await asyncio.sleep(0)

    async def exchange(self, method: str, target: str, body: bytes = b"") -> Answer:
        """Raises NotSent, OutcomeUnknown or AnswerNotUnderstood."""
        head = f"{method} {self._base}{target} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\n"
        kind = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        async with self._room:
            lane = await self._lane()
            fault: SourceFault
            try:
                async with asyncio.timeout(self._timeout):
                    answer = await lane.ask((head + kind).encode() + body)
            except TimeoutError:
                fault = OutcomeUnknown("timeout")
            except SourceFault as broken:
                fault = broken
            else:
                self._keep(lane)
                return answer
            finally:
                if not lane.is_free:
                    lane.close()
            raise fault

    async def _lane(self) -> "_Lane":
        """One that stands, or a new one. Raises NotSent."""
        while self._idle:
            lane = self._idle.pop()
            if lane.is_fresh():
                return lane
            lane.close()
        try:
            async with asyncio.timeout(self._timeout):
                loop = asyncio.get_running_loop()
                _, made = await loop.create_connection(_Lane, self._host, self._port, ssl=self._trust)
                return made
        except (OSError, TimeoutError) as unreachable:
            name = type(unreachable).__name__
        raise NotSent(name)

    def _keep(self, lane: "_Lane") -> None:
        if lane.is_free:
            self._idle.append(lane)


class _Lane(asyncio.Protocol):
    """One connection: one exchange at a time. is_free once its answer is whole and the network keeps it open."""

    def __init__(self) -> None:
        self.is_free = False
        self._since = 0.0
        self._transport: asyncio.Transport | None = None
        self._waiting: asyncio.Future[Answer] | None = None
        self._came = bytearray()
        self._whole = -1
        self._head: tuple[int, int, bool] = (0, 0, False)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def is_fresh(self) -> bool:
        return self.is_free and time.monotonic() - self._since < _IDLE_SECONDS

    async def ask(self, request: bytes) -> Answer:
        self.is_free, self._whole = False, -1
        self._came.clear()
        self._waiting = asyncio.get_running_loop().create_future()
        if self._transport is None or self._transport.is_closing():
            raise NotSent("closed")
        self._transport.write(request)
        return await self._waiting

    def data_received(self, piece: bytes) -> None:
        if self._waiting is None or self._waiting.done():
            self.close()  # nobody asked for this: whatever comes next would be somebody else's answer
            return
        self._came += piece
        try:
            self._read()
        except AnswerNotUnderstood as fault:
            self._end(fault)

    def connection_lost(self, _error: Exception | None) -> None:
        self.is_free = False
        self._end(OutcomeUnknown("cut"))

    def close(self) -> None:
        self.is_free = False
        if self._transport is not None:
            self._transport.abort()

    def _read(self) -> None:
        """Raises AnswerNotUnderstood."""
        if self._whole < 0:
            end = self._came.find(b"\r\n\r\n", 0, LONGEST_HEAD)
            if end < 0:
                if len(self._came) >= LONGEST_HEAD:
                    raise AnswerNotUnderstood("head")
                return
            self._head = _head(bytes(self._came[:end]), end + 4)
            self._whole = self._head[1]
        if len(self._came) < self._whole:
            return
        status, whole, is_kept = self._head
        is_alone = len(self._came) == whole
        self.is_free, self._since = is_kept and is_alone, time.monotonic()
        if self._waiting is not None and not self._waiting.done():
            body = bytes(self._came[self._came.index(b"\r\n\r\n") + 4 : whole])
            self._waiting.set_result(Answer(status, body))

    def _end(self, fault: SourceFault) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(fault)


def _head(head: bytes, begins: int) -> tuple[int, int, bool]:
    """Status, where the answer ends, and whether the connection is kept. Raises AnswerNotUnderstood."""
    first, *lines = head.decode("latin-1").split("\r\n")
    words = first.split(" ", 2)
    fields = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    length = fields.get("content-length", "")
    if len(words) < 2 or not words[0].startswith("HTTP/1.") or not _is_number(words[1], 3):
        raise AnswerNotUnderstood("head")
    if not _is_number(length, 12) or "transfer-encoding" in fields:
        raise AnswerNotUnderstood("length")
    if int(length) > LONGEST_BODY:
        raise AnswerNotUnderstood("too_large")
    return int(words[1]), begins + int(length), fields.get("connection", "").lower() != "close"


def _is_number(text: str, digits: int) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= digits
