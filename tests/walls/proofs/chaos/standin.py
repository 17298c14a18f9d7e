"""The stand-in network on a port of its own, with a journal: killed and started again it knows what it took in."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests import bed


@dataclass
class Network:
    folder: Path
    port: int
    people: int
    settings: dict[str, object] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None

    @classmethod
    @contextmanager
    def running(cls, folder: Path, port: int, people: int) -> Iterator["Network"]:
        network = cls(folder, port, people)
        network.start()
        try:
            yield network
        finally:
            network.kill()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """With the settings that it had."""
        told = ("--port", str(self.port), "--people", str(self.people), "--journal", str(self.folder / "journal"))
        words = [sys.executable, "-m", "inquiry.standin", "network", *told]
        self.process = subprocess.Popen(words, cwd=bed.ROOT, stdout=subprocess.DEVNULL)
        self.settle()

    def settle(self, **settings: object) -> None:
        self.settings |= settings
        self._answer("POST", "/settings", self.settings)

    def ledger(self) -> dict[str, int]:
        """How often each request came."""
        requests: dict[str, int] = self._answer("GET", "/ledger").json()["requests"]
        return requests

    def kill(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def _answer(self, method: str, path: str, content: object = None, seconds: float = 30) -> httpx.Response:
        until = time.monotonic() + seconds
        while True:
            with suppress(httpx.TransportError):
                return httpx.request(method, self.url + path, json=content, trust_env=False).raise_for_status()
            if time.monotonic() > until:
                raise TimeoutError(path)
            time.sleep(0.05)
