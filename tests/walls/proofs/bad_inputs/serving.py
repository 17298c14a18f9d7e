"""A zone's pages, served by the process that serves them in a deployment, and somebody signed in there."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from redis import Redis

from config.demo import accounts
from config.machine import free_ports
from config.supervisor import wait_healthy
from config.walk.browser import Screen
from config.zones import PREFERRED, Deployment, pages
from tests.bed import Bed
from tests.config.living import children_of

MOST_MEMORY_MB = 300


@dataclass
class Served:
    """One zone. cookies and token: those of whoever is signed in."""

    name: str
    port: int
    pid: int
    log: Path
    bed: Bed
    cookies: str = ""
    token: str = ""
    screens: list[Screen] = field(default_factory=list)

    def sign_in(self, username: str) -> None:
        [account] = [each for each in accounts(self.bed.folder) if each.username == username]
        screen = Screen(f"http://127.0.0.1:{self.port}", account)
        screen.sign_in()
        screen.open("/")
        self.screens.append(screen)
        self.cookies = "; ".join(f"{name}={value}" for name, value in screen.client.cookies.items())
        self.token = screen._token()

    def stranger(self) -> "Served":
        """The same zone before somebody who has not signed in."""
        screen = Screen(f"http://127.0.0.1:{self.port}", self.screens[-1].account)
        screen._take(screen.client.get("/signin/"))
        cookies = "; ".join(f"{name}={value}" for name, value in screen.client.cookies.items())
        return replace(self, cookies=cookies, token=screen._token(), screens=[screen])

    def page(self, path: str) -> str:
        return self.screens[-1].client.get(path).text

    def request(self, method: str, path: str, body: bytes = b"", **headers: str | None) -> bytes:
        """A request as it should be, but for what is said otherwise; `_` in a header's name is a hyphen."""
        whole = {
            "Host": f"127.0.0.1:{self.port}",
            "Cookie": self.cookies,
            "X-CSRFToken": self.token,
            "Content-Length": str(len(body)),
            "Connection": "close",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in whole.items() if value is not None)
        return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode("utf-8", "surrogateescape") + body

    def memory_mb(self) -> int:
        """The most that any of its processes has had in memory."""
        return max(_most_memory(pid) for pid in (self.pid, *_below(self.pid))) // 1024


@contextmanager
def served(bed: Bed, zone: str) -> Iterator[Served]:
    ports = free_ports({name: port + 20_000 for name, port in PREFERRED.items()})
    deployment = Deployment(bed.folder, bed.secrets, bed.servers, ports, {})
    [child] = [each for each in pages(deployment) if each.name == f"{zone}-web"]
    Redis.from_url(bed.redis[zone]).flushall()  # the limits of signing in, which an earlier proof may have reached
    process = child.start()
    try:
        wait_healthy(f"{deployment.url(zone)}/health", 30)
        yield Served(zone, ports[zone], process.pid, child.log, bed)
    finally:
        process.terminate()
        process.wait(20)


def _below(pid: int) -> Iterator[int]:
    for each in children_of(pid):
        yield each
        yield from _below(each)


def _most_memory(pid: int) -> int:
    """VmHWM, in kB."""
    for _ in range(2):
        found = [line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM")]
        if found:
            return int(found[0].split()[1])
        time.sleep(0.05)
    return 0
