"""業務システムの模擬. Stands in for the councils' existing loan system: `python -m loans.legacy.standin --port N`.

It stands for somebody else's system and shares no code with ours, so that a fault of ours is not mirrored in it.
A key that it has seen is answered with the number that it gave before; nothing is entered twice.

    POST /decisions  Idempotency-Key: ...   {"amount_yen": ..., ...} → 201 or 200 {"number"}; else {"code", "message"}
    GET  /rows, /rows?key=...               what was entered (demonstration only)
    POST /settings                          {"latency_ms", "error_rate", "fail_next": ["busy", "cut"]}
    GET  /health
"""

import argparse
import contextlib
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from urllib.parse import parse_qs, urlsplit

LOOPBACK = "127.0.0.1"
LONGEST_BODY = 1_000_000
LONGEST_KEY = 200
HIGHEST_YEN = 99_999_999

MESSAGES = {
    "L001": "該当する宛先がありません。",
    "L002": "設定の値が正しくありません。",
    "L101": "Idempotency-Key がありません。",
    "L102": "本文を読み取れません。",
    "L103": "決定金額（amount_yen）が正しくありません。",
    "L201": "同じ鍵で異なる内容が登録されています。",
    "L901": "ただいま混み合っています。しばらくしてから送信してください。",
}


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    content: dict[str, object]


class Refusal(Exception):  # named as the house names what says no
    """コード付きエラー. Nothing was entered."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.reply = Reply(status, {"code": code, "message": MESSAGES[code]})


class ConnectionCut(Exception):  # an event of the wire, not a fault of the program
    """The decision was entered, and the caller is not told."""


@dataclass(slots=True)
class Ledger:
    """台帳. One row per key; with a journal it is the same after a kill and a start."""

    journal: Path | None
    rows: dict[str, dict[str, object]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        if self.journal:
            self.journal.touch(mode=0o600)
            whole = self.journal.read_bytes().rpartition(b"\n")[0].splitlines()  # a line cut short was never answered
            self.rows = {row["key"]: row for row in map(json.loads, whole)}
            self.journal.write_bytes(b"".join(line + b"\n" for line in whole))

    def enter(self, key: str, body: dict[str, object]) -> Reply:
        """登録. 201 the first time, 200 with the same number after it. Raises Refusal (L201)."""
        with self.lock:
            row = self.rows.get(key)
            if row is None:
                return Reply(201, {"number": self._add(key, body)["number"]})
        if row["body"] != body:
            raise Refusal(409, "L201")
        return Reply(200, {"number": row["number"]})

    def shown(self, keys: list[str]) -> Reply:
        with self.lock:
            rows = list(self.rows.values())
        return Reply(200, {"rows": [row for row in rows if not keys or row["key"] in keys]})

    def _add(self, key: str, body: dict[str, object]) -> dict[str, object]:
        number = f"K{len(self.rows) + 1:08d}"
        row: dict[str, object] = {"number": number, "key": key, "body": body, "entered_at": time.time()}
        if self.journal:
            with self.journal.open("ab") as file:
                file.write(json.dumps(row).encode() + b"\n")
        self.rows[key] = row
        return row


@dataclass(slots=True)
class Weather:
    """How slow and how faulty the system is: 'busy' before anything is entered, 'cut' after it was."""

    latency_ms: float = 0
    error_rate: float = 0
    fail_next: list[str] = field(default_factory=list)
    dice: Random = field(default_factory=lambda: Random(1))  # noqa: S311  # faults must be repeatable

    def change(self, wanted: dict[str, object]) -> Reply:
        """Raises Refusal (L002), and then nothing is changed."""
        try:
            changes = {name: _SETTINGS[name](value) for name, value in wanted.items()}
        except (KeyError, TypeError, ValueError):
            raise Refusal(422, "L002") from None
        for name, value in changes.items():
            setattr(self, name, value)
        return self.shown()

    def shown(self) -> Reply:
        return Reply(
            200, {"latency_ms": self.latency_ms, "error_rate": self.error_rate, "fail_next": list(self.fail_next)}
        )

    def next_fault(self) -> str:
        with contextlib.suppress(IndexError):  # asked before popping, another thread could have popped
            return self.fail_next.pop(0)
        return self.dice.choice(("busy", "cut")) if self.dice.random() < self.error_rate else ""


class LegacySystem(ThreadingHTTPServer):
    """業務システム. A thread per connection is enough: one worker sends, one decision at a time."""

    request_queue_size = 256

    def __init__(self, port: int, weather: Weather, journal: Path | None) -> None:
        self.weather = weather
        self.ledger = Ledger(journal)
        super().__init__((LOOPBACK, port), Conversation)

    def accept(self, key: str, body: bytes) -> Reply:
        """決定の受付. Raises Refusal, or ConnectionCut once the decision is entered."""
        fault = self.weather.next_fault()
        time.sleep(self.weather.latency_ms / 1_000)
        if fault == "busy":
            raise Refusal(503, "L901")
        if not 0 < len(key) <= LONGEST_KEY:
            raise Refusal(400, "L101")
        reply = self.ledger.enter(key, _decision(body))
        if fault == "cut":
            raise ConnectionCut
        return reply


class Conversation(BaseHTTPRequestHandler):
    """One connection, kept alive."""

    server: LegacySystem
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body leave together, or each reply waits for the other side's delayed ACK
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == "/health":
            self._say(Reply(200, {"status": "ok"}))
        elif address.path == "/rows":
            self._say(self.server.ledger.shown(parse_qs(address.query).get("key", [])))
        elif address.path == "/settings":
            self._say(self.server.weather.shown())
        else:
            self._say(Refusal(404, "L001").reply)

    def do_POST(self) -> None:
        try:
            self._say(self._posted(self._body()))
        except Refusal as refused:
            self._say(refused.reply)
        except ConnectionCut:
            self.close_connection = True

    def _posted(self, body: bytes) -> Reply:
        if self.path == "/decisions":
            return self.server.accept(self.headers.get("Idempotency-Key", ""), body)
        if self.path == "/settings":
            return self.server.weather.change(_object(body))
        raise Refusal(404, "L001")

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or int(length) > LONGEST_BODY or "Transfer-Encoding" in self.headers:
            self.close_connection = True  # what is left of the body cannot be told from a next request
            raise Refusal(413, "L102")
        return self.rfile.read(int(length))

    def _say(self, reply: Reply) -> None:
        body = json.dumps(reply.content, ensure_ascii=False).encode()
        self.send_response(reply.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the parent's own parameter name
        """Says nothing: keys and rows are nobody's business on a console."""


def _object(body: bytes) -> dict[str, object]:
    """Raises Refusal (L102)."""
    try:
        content = json.loads(body)
    except ValueError:
        content = None
    if not isinstance(content, dict):
        raise Refusal(422, "L102")
    return content


def _decision(body: bytes) -> dict[str, object]:
    """決定. Anything may be in it, but the amount in whole yen must. Raises Refusal (L102, L103)."""
    content = _object(body)
    amount = content.get("amount_yen")
    if isinstance(amount, bool) or not isinstance(amount, int) or not 0 <= amount <= HIGHEST_YEN:
        raise Refusal(422, "L103")
    return content


def _milliseconds(value: object) -> float:
    return _between(value, 600_000)


def _share(value: object) -> float:
    return _between(value, 1)


def _between(value: object, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError
    if not 0 <= float(value) <= most:
        raise ValueError
    return float(value)


def _faults(value: object) -> list[str]:
    if not isinstance(value, list) or not set(value) <= {"busy", "cut"}:
        raise TypeError
    return list(value)


_SETTINGS: dict[str, Callable[[object], object]] = {
    "latency_ms": _milliseconds,
    "error_rate": _share,
    "fail_next": _faults,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m loans.legacy.standin")
    parser.add_argument("--port", type=int, required=True, help="0 takes a free one and prints it")
    parser.add_argument("--latency-ms", type=_milliseconds, default=os.environ.get("STANDIN_LATENCY_MS", "0"))
    parser.add_argument("--error-rate", type=_share, default=os.environ.get("STANDIN_ERROR_RATE", "0"))
    parser.add_argument("--journal", type=Path, help="a file that remembers what was entered")
    wanted = parser.parse_args()
    try:
        system = LegacySystem(wanted.port, Weather(wanted.latency_ms, wanted.error_rate), wanted.journal)
    except OSError as unavailable:
        print(f"legacy stand-in: {unavailable.strerror}", file=sys.stderr)
        return 1
    _serve_until_told(system)
    return 0


def _serve_until_told(system: LegacySystem) -> None:
    """Until SIGTERM or SIGINT. The signal is waited for here, since shutdown() would wait for its own thread."""
    told = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: told.set())
    with system:
        threading.Thread(target=system.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        print(f"legacy stand-in on http://{LOOPBACK}:{system.server_port}", flush=True)
        told.wait()
        system.shutdown()


if __name__ == "__main__":
    sys.exit(main())
