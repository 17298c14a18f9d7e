"""電話を受ける人. Eight browsers that type a telephone number, each until the client's page has come, by HTTP.

A browser here is a socket and a cookie: what parses pages would take the processor from the server that is measured.
"""

import http.client
import socket
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

import httpx

from config.demo import Account
from config.embedded import Child
from config.walk.browser import Screen
from tests import bed

CLIENTS, SECONDS, WARM_SECONDS = 8, 12.0, 4.0


@dataclass
class Calls:
    """Milliseconds of each call, and how many came to a page of one client."""

    taken: list[float] = field(default_factory=list)
    opened: int = 0


class Browser:
    """Signed in once for all eight, as one person at eight screens."""

    def __init__(self, url: str, account: Account) -> None:
        screen = Screen(url, account)
        screen.sign_in()
        screen.open("/search/")
        token = screen._form("/search/").hidden["csrfmiddlewaretoken"]
        cookies = "; ".join(f"{name}={value}" for name, value in screen.client.cookies.items())
        self.where = url.removeprefix("http://")
        self.token = token
        self.headers = {"Cookie": cookies, "Referer": f"{url}/search/"}

    def connected(self) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection(self.where, timeout=60)
        connection.connect()
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def call(self, connection: http.client.HTTPConnection, phone: str) -> bool:
        """Whether the page of one client came; a list of several is an answer too."""
        body = urlencode({"csrfmiddlewaretoken": self.token, "q": phone})
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        status, leads_to = _asked(connection, "POST", "/search/", body, self.headers | form)
        if status == 302:
            status, _ = _asked(connection, "GET", leads_to, None, self.headers)
        if status != 200:
            raise RuntimeError(f"a call was answered {status}")
        return leads_to.startswith("/look/")


def _asked(
    connection: http.client.HTTPConnection, method: str, path: str, body: str | None, headers: dict[str, str]
) -> tuple[int, str]:
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status, answer.headers.get("Location", "")


def answered(browser: Browser, phones: Iterator[str], *, seconds: float, every: float = 0.0) -> Calls:
    """Eight at once. every: seconds from one call of a client to the next; 0: without any pause."""
    calls, lock, began = Calls(), threading.Lock(), time.perf_counter()

    def work(place: int) -> None:
        connection, due = browser.connected(), began + every * place / CLIENTS
        while (now := time.perf_counter()) < began + seconds:
            if every and now < due:
                time.sleep(due - now)
            with lock:
                phone = next(phones)
            start = time.perf_counter()
            is_open = browser.call(connection, phone)
            took = (time.perf_counter() - start) * 1000
            due += every
            with lock:
                calls.taken.append(took)
                calls.opened += is_open
        connection.close()

    with ThreadPoolExecutor(CLIENTS) as all_of_them:
        list(all_of_them.map(work, range(CLIENTS)))
    return calls


@contextmanager
def serving(made: bed.Bed, zone: str) -> Iterator[tuple[str, int]]:
    """One zone's pages, as a deployment starts them: their address, and the process of the server."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    words = (sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}")
    how = ("--worker-class", "gthread", "--workers", "2", "--threads", "6", "--no-control-socket")
    environment = {**made.environment(zone), "PYTHONUNBUFFERED": "1"}
    process = Child(f"bench-{zone}", (*words, *how), made.folder / f"bench-{zone}.log", environment, bed.ROOT).start()
    try:
        until = time.monotonic() + 30
        while time.monotonic() < until and not _answers(url):
            time.sleep(0.2)
        yield url, process.pid
    finally:
        process.terminate()
        process.wait()


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health").is_success
    except httpx.TransportError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
