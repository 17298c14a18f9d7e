"""A whole demo as a child of the tests, in a folder and on ports of its own; its processes can be killed by name."""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from config.machine import free_ports
from config.walk.browser import Screen
from config.walk.steps import STEPS, Walk
from config.walk.walk import prefectural_number
from tests.config.living import ROOT, children_of, eventually

STARTED_WITHIN = 120
SETTINGS = {"SWEEP_SECONDS": "3", "STANDIN_LATENCY_MS": "0", "OUTBOX_CLAIM_SECONDS": "3"}
NAMES = ("counter", "office", "gate", "resident", "network", "legacy")


@dataclass
class Demo:
    process: "subprocess.Popen[bytes]"
    folder: Path
    ready: dict[str, Any]
    screens: dict[str, Screen] = field(default_factory=dict)

    def walk(self) -> Walk:
        """A new case. Its people stay signed in from one case to the next: a code opens only once."""
        return Walk(self.ready, screens=self.screens)

    def close(self) -> None:
        for screen in self.screens.values():
            screen.client.close()

    def kill(self, name: str) -> int:
        """kill -9 of one child of this demo, e.g. redis-gate or office-worker; the number that it had."""
        pid = self.pid_of(name)
        os.kill(pid, signal.SIGKILL)
        return pid

    def runs_again(self, name: str, instead_of: int) -> bool:
        return eventually(lambda: self.pid_of(name) not in (0, instead_of), 20)

    def pid_of(self, name: str) -> int:
        """0 while it does not run."""
        part, _, kind = name.partition("-")
        found = [pid for pid in children_of(self.process.pid) if _is(pid, part, kind)]
        return found[0] if found else 0

    def answers(self) -> bool:
        """Every zone shows its sign-in page, which needs its database and its Redis."""
        return all(_status(self.ready[zone] + "/signin/") == 200 for zone in ("counter", "office", "gate"))

    def settle(self, standin: str, **settings: Any) -> None:
        httpx.post(self.ready["standins"][standin] + "/settings", json=settings).raise_for_status()

    def rows_of(self, walk: Walk) -> list[dict[str, Any]]:
        """What the legacy system holds of a case."""
        rows = httpx.get(self.ready["standins"]["legacy"] + "/rows").json()["rows"]
        number = prefectural_number(walk)
        return [row for row in rows if row["body"]["application_number"] == number]

    def ledger(self) -> dict[str, Any]:
        """How often each inquiry came to the network."""
        return dict(httpx.get(self.ready["standins"]["network"] + "/ledger").json())


def take(walk: Walk, *, after: str = "", until: str = "") -> Walk:
    """The steps between two of them, by name; without names, from the first and to the last."""
    names = [step.name for step in STEPS]
    begin = names.index(after) + 1 if after else 0
    end = names.index(until) + 1 if until else len(STEPS)
    for step in STEPS[begin:end]:
        step.take(walk)
    return walk


@contextmanager
def running() -> Iterator[Demo]:
    with tempfile.TemporaryDirectory(prefix="yorisoi-journey-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        process = _started(folder)
        try:
            assert eventually(lambda: (folder / "run.json").exists() or process.poll() is not None, STARTED_WITHIN)
            assert process.poll() is None, (folder / "out.log").read_text()
            assert eventually(lambda: "Ctrl-C" in (folder / "out.log").read_text(), 30)
            with closing(Demo(process, folder, json.loads((folder / "run.json").read_text()))) as demo:
                yield demo
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def _started(folder: Path) -> "subprocess.Popen[bytes]":
    # Below the ports that the kernel gives to whoever connects: one of those may be taken between asking and binding.
    first = random.randrange(12_000, 28_000, 100)
    ports = free_ports({name: first + 10 * index for index, name in enumerate(NAMES)})
    told = {f"{name.upper()}_PORT": str(port) for name, port in ports.items()}
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    environment = {**kept, **told, **SETTINGS, "LOCAL_DIR": str(folder), "PYTHONUNBUFFERED": "1"}
    with (folder / "out.log").open("wb") as log:
        words = [sys.executable, "-m", "config.run", "--no-walk"]
        return subprocess.Popen(words, cwd=ROOT, env=environment, stdout=log, stderr=log)


def _is(pid: int, part: str, kind: str) -> bool:
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
        if part == "redis":
            return f"/{kind}.sock" in " ".join(words)
        zone = f"ZONE={part}\0".encode() in Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return False
    return zone and kind in words


def _status(url: str) -> int:
    try:
        return httpx.get(url).status_code
    except httpx.TransportError:
        return 0
