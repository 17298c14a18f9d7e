"""Everything that runs for one `make run`: started, watched, started again when it dies, and ended together."""

import http.client
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Protocol, Self
from urllib.parse import urlsplit

from config.embedded.children import CannotStart, Child, ask_to_end, make_end
from config.watched import KeepsDying, Watched

LOOK_EVERY = 0.1  # seconds
END_WITHIN = 5.0
ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Service(Protocol):
    """What can be served: prepared under a lock, started, awaited, and let go. `Cluster` and `Redis` are."""

    def prepare(self) -> Child: ...
    def wait(self) -> None: ...
    def release(self) -> None: ...


def tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


class Supervisor:
    """`with Supervisor() as supervisor:` in the main thread; on the way out every child is ended.

    SIGINT, SIGTERM and a closed terminal raise SystemExit(128 + number) in the block; a child that dies young five
    times raises SystemExit with a sentence and the tail of its log, which Python prints (status 1).
    """

    def __init__(self, say: Callable[[str], None] = tell) -> None:
        self._say = say
        self._services: list[Service] = []
        self._watched: list[Watched] = []
        self._lock = threading.RLock()
        self._ending, self._ended = threading.Event(), threading.Event()
        self._failure = ""
        self._thread = threading.Thread(target=self._watch, name="supervisor", daemon=True)

    def __enter__(self) -> Self:
        self._before = {number: signal.signal(number, self._on_signal) for number in ENDS}
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def start(self, child: Child) -> None:
        """From now on it runs; when it dies it is started again, after 0.2 s, then 0.4 s, at most 5 s."""
        self._begin(child, is_service=False)

    def serve(self, service: Service) -> None:
        """Starts a service and waits until it answers. Services are ended last, the latest first."""
        child = service.prepare()
        self._services.append(service)
        self._begin(child, is_service=True)
        service.wait()

    def pids(self) -> dict[str, int]:
        """The process of each child at this moment."""
        with self._lock:
            return {watched.child.name: watched.running.pid for watched in self._watched}

    def stay(self) -> None:
        """Until a signal comes or a child keeps dying."""
        self._ended.wait()

    def stop(self) -> None:
        """Asks all to end, the latest first, then the services one by one; kills what has not ended after 5 s.

        A second Ctrl-C does not hasten it. May be called twice.
        """
        if self._ending.is_set():
            return
        with self._lock:  # the thread has finished its look and takes no other
            self._ending.set()
        for number in ENDS:
            signal.signal(number, signal.SIG_IGN)
        latest_first = self._watched[::-1]
        _end([watched for watched in latest_first if not watched.is_service])
        for watched in latest_first:
            _end([watched])
        for service in self._services:
            service.release()
        self._ended.set()  # only now: the kernel ends what a thread has started when the thread ends
        self._thread.join()

    def _begin(self, child: Child, *, is_service: bool) -> None:
        with self._lock:
            self._watched.append(Watched(child, is_service=is_service))

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        raise SystemExit(self._failure or 128 + number)

    def _watch(self) -> None:
        while not self._ended.wait(LOOK_EVERY):
            try:
                self._look()
            except (KeepsDying, OSError) as failure:
                self._failure = str(failure)
                signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
                self._ended.wait()

    def _look(self) -> None:
        with self._lock:
            if self._ending.is_set():
                return
            for sentence in filter(None, [watched.look() for watched in self._watched]):
                self._say(sentence)


def _end(these: list[Watched]) -> None:
    for watched in these:
        ask_to_end(watched.running, watched.child.ends_with)
    deadline = time.monotonic() + END_WITHIN
    for watched in these:
        make_end(watched.running, deadline)


def wait_healthy(url: str, seconds: float = 30) -> None:
    """Until the page answers with a status under 400. Raises CannotStart."""
    deadline = time.monotonic() + seconds
    while not 200 <= (status := _status_of(url)) < 400:
        if time.monotonic() > deadline:
            raise CannotStart(f"{url} did not come up within {seconds:.0f} s (last status: {status or 'no answer'}).")
        time.sleep(0.05)


def _status_of(url: str) -> int:
    """0 when nobody answers."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=5)
    with suppress(OSError, http.client.HTTPException):
        connection.request("GET", parts.path or "/", headers={"Connection": "close"})
        status = connection.getresponse().status
        connection.close()
        return status
    connection.close()
    return 0
