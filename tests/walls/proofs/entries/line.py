"""Real requests on a real line, answered in this thread's transaction: what was accepted can be undone.

The browser's half runs beside it; the zone's own application reads the bytes and answers them.
"""

import socket
import sys
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import got_request_exception, request_finished, request_started
from django.db import close_old_connections

ROOT = str(Path(__file__).resolve().parents[4])
MOST_SECONDS = 30
_SEE_OTHER = (301, 302, 303)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def is_elsewhere(self) -> bool:
        return self.status in _SEE_OTHER

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that the base gives it
        pass


@dataclass
class Line:
    """cookies: those that the server gave besides the session; raised: where a fault arose, newest last."""

    server: WSGIServer
    beside: ThreadPoolExecutor
    cookies: dict[str, str] = field(default_factory=dict)
    raised: list[str] = field(default_factory=list)

    def ask(self, method: str, path: str, session: str, body: bytes = b"", kind: str = "", **more: str) -> Answer:
        headers = {"Cookie": self._cookie(session), "Host": f"127.0.0.1:{self.server.server_port}", **more}
        if kind:
            headers["Content-Type"] = kind
        sent = self.beside.submit(self._send, method, path, body, headers)
        self.server.handle_request()
        answer, cookies = sent.result(MOST_SECONDS)
        self.cookies |= cookies
        return answer

    def _send(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[Answer, dict[str, str]]:
        connection = HTTPConnection("127.0.0.1", self.server.server_port, timeout=MOST_SECONDS)
        try:
            connection.request(method, path, body or None, headers)
            got = connection.getresponse()
            given = SimpleCookie()
            for value in got.headers.get_all("Set-Cookie", []):
                given.load(value)
            kept = {name: each.value for name, each in given.items() if "session" not in name.lower()}
            return Answer(got.status, dict(got.headers.items()), got.read()), kept
        finally:
            connection.close()

    def _cookie(self, session: str) -> str:
        return "; ".join([session, *(f"{name}={value}" for name, value in self.cookies.items())])

    def note(self, sender: object, **_: object) -> None:
        """The kind of a fault and the last place of ours, without its words."""
        kind, _fault, trace = sys.exc_info()
        ours = [
            each
            for each in traceback.extract_tb(trace)
            if each.filename.startswith(ROOT) and ".venv" not in each.filename
        ]
        place = f"{ours[-1].filename.removeprefix(ROOT)}:{ours[-1].lineno}" if ours else "?"
        self.raised.append(f"{kind.__name__ if kind else '?'} at {place}")


@contextmanager
def line() -> Iterator[Line]:
    server = WSGIServer(("127.0.0.1", 0), _Quiet)
    server.set_app(WSGIHandler())
    server.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with server, ThreadPoolExecutor(1) as beside:
        made = Line(server, beside)
        got_request_exception.connect(made.note)
        # A request ends before its transaction here.
        for each in (request_started, request_finished):
            each.disconnect(close_old_connections)
        try:
            yield made
        finally:
            got_request_exception.disconnect(made.note)
            for each in (request_started, request_finished):
                each.connect(close_old_connections)
