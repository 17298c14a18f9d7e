"""模擬接続先のサーバ. A small HTTP/1.1 server on asyncio: keep-alive, JSON, loopback only.

The standard library's own server takes a thread per connection; the gate's worker opens hundreds.
Everything a stand-in decides happens between two awaits, so that its state needs no lock.
"""

import asyncio
import contextlib
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from .messages import Refusal, Reply, Request
from .settings import Control, Fault

LOOPBACK = "127.0.0.1"
LONGEST_BODY = 1_000_000


class ConnectionCut(Exception):  # an event of the wire, not a fault of the program
    """The stand-in took the request in and now says nothing more."""


@dataclass(frozen=True, slots=True)
class Route:
    """is_outward: part of the network that is stood in for, so slow and faulty as the settings say."""

    answer: Callable[[Request], Reply]
    is_outward: bool = True


Routes = Mapping[tuple[str, str], Route]


class Server:
    """Serves the routes of one stand-in, with /health and /settings beside them."""

    def __init__(self, routes: Routes, control: Control) -> None:
        self.control = control
        self._earlier: Reply | None = None
        self.routes: Routes = {
            **routes,
            ("GET", "/health"): Route(self._health, is_outward=False),
            ("GET", "/settings"): Route(self._settings, is_outward=False),
            ("POST", "/settings"): Route(self._change, is_outward=False),
        }

    async def run(self, port: int, started: Callable[[int], None]) -> None:
        """Listens until SIGTERM or SIGINT; port 0 takes a free one. `started` hears the port."""
        stop = asyncio.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
        listening = await asyncio.start_server(self._converse, LOOPBACK, port, backlog=1_024)
        started(listening.sockets[0].getsockname()[1])
        await stop.wait()
        listening.close()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, request after request, until either side ends it."""
        gone = (ConnectionCut, ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError)
        with contextlib.closing(writer), contextlib.suppress(*gone):
            try:
                while True:
                    reply, fault = await self._reply(await read_request(reader))
                    await self._say(writer, reply, fault)
            except Refusal as unreadable:
                await _write(writer, _written(_refused(unreadable), "close"))

    async def _say(self, writer: asyncio.StreamWriter, reply: Reply, fault: Fault) -> None:
        """The reply, or what this fault makes of it. Raises ConnectionCut."""
        if fault is Fault.REORDER:
            reply, self._earlier = self._earlier or reply, reply
        elif fault is Fault.DELAY:
            await asyncio.sleep(self.control.settings.delay_ms / 1_000)
        said = _written(reply, "keep-alive")
        if fault is Fault.HALF:
            await _write(writer, said[: len(said) // 2])
            raise ConnectionCut
        await _write(writer, said * (2 if fault is Fault.DUPLICATE else 1))

    async def _reply(self, request: Request) -> tuple[Reply, Fault]:
        """With the fault that befalls its way back."""
        route = self.routes.get((request.method, request.path))
        if route is None:
            return _refused(Refusal(404, "no_such_address")), Fault.NONE
        if not route.is_outward:
            return _answered(route, request), Fault.NONE
        fault = self.control.next_fault()
        await asyncio.sleep(self.control.settings.latency_ms / 1_000)
        if fault is Fault.BUSY:
            return _refused(Refusal(503, "busy")), Fault.NONE
        reply = _answered(route, request)
        if fault is Fault.CUT:
            raise ConnectionCut
        return reply, fault

    def _health(self, _request: Request) -> Reply:
        return Reply(200, {"status": "ok"})

    def _settings(self, _request: Request) -> Reply:
        return Reply(200, self.control.shown())

    def _change(self, request: Request) -> Reply:
        self.control.change(request.content())
        return Reply(200, self.control.shown())


async def read_request(reader: asyncio.StreamReader) -> Request:
    """Raises Refusal where what came is not a request that this server reads; the connection ends with that."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        method, target, headers = _head(head.decode("latin-1"))
        length = int(headers.get("content-length", "0"))
    except (ValueError, asyncio.LimitOverrunError):
        raise Refusal(400, "unreadable") from None
    if not 0 <= length <= LONGEST_BODY or "transfer-encoding" in headers:
        raise Refusal(413, "too_long")
    body = await reader.readexactly(length)
    address = urlsplit(target)
    return Request(method, address.path, parse_qs(address.query), body)


def _head(text: str) -> tuple[str, str, dict[str, str]]:
    first, *lines = text.rstrip("\r\n").split("\r\n")
    method, target, _version = first.split(" ")
    fields = (line.partition(":") for line in lines)
    return method, target, {name.strip().lower(): value.strip() for name, _, value in fields}


def _answered(route: Route, request: Request) -> Reply:
    try:
        return route.answer(request)
    except Refusal as refused:
        return _refused(refused)


def _refused(refusal: Refusal) -> Reply:
    return Reply(refusal.status, {"error": refusal.code})


def _written(reply: Reply, connection: str) -> bytes:
    body = reply.encoded()
    head = (
        f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: {connection}\r\n\r\n"
    )
    return head.encode() + body


async def _write(writer: asyncio.StreamWriter, said: bytes) -> None:
    writer.write(said)
    await writer.drain()
