"""What the two embedded services have in common: a folder, a lock, a password, a start and an end."""

import subprocess
import time
from abc import ABC, abstractmethod
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from config.embedded.children import CannotStart, Child, ask_to_end, has_ended, make_end
from config.embedded.folders import hold


class Embedded(ABC):
    """A service of one checkout, with its files in `folder`.

    `start` and `stop` by itself; or `Supervisor.serve(it)`, which also starts it again when it dies.
    """

    log: Path

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder.absolute()
        self.name = name
        self.log = self.folder / f"{name}.log"
        self._lock: IO[str] | None = None
        self._child: Child | None = None
        self._running: subprocess.Popen[bytes] | None = None

    def prepare(self) -> Child:
        """Takes the lock and makes what is not there yet. Raises AlreadyRunning or CannotStart."""
        try:
            self.folder.mkdir(mode=0o711, parents=True, exist_ok=True)
            lock = hold(self.folder / f"{self.name}.lock")
            with ExitStack() as on_failure:
                on_failure.enter_context(lock)
                self._child = self._make_ready()
                on_failure.pop_all()
        except PermissionError as refused:
            raise CannotStart(
                f"{refused.filename} belongs to another user. Run as that user, or `make reset`."
            ) from refused
        self._lock = lock
        return self._child

    def wait(self, seconds: float = 30) -> None:
        """Until it answers. Raises CannotStart with the end of its log."""
        deadline = time.monotonic() + seconds
        while not self._answers():
            if time.monotonic() > deadline or (self._running and has_ended(self._running)):
                why = self._child.last_words() if self._child else "It was not started."
                raise CannotStart(f"{self.name} does not answer. The end of {self.log}:\n{why}")
            time.sleep(0.02)

    def start(self) -> None:
        """Prepares, starts and waits."""
        self._running = self.prepare().start()
        try:
            self.wait()
        except CannotStart:
            self.stop()
            raise

    def stop(self, seconds: float = 10) -> None:
        """Ends what `start` started, and lets the folder go."""
        if self._running and self._child:
            ask_to_end(self._running, self._child.ends_with)
            make_end(self._running, time.monotonic() + seconds)
        self._running = None
        self.release()

    def release(self) -> None:
        """Lets the folder go; the child must have ended."""
        if self._lock:
            self._lock.close()
        self._lock = None

    @abstractmethod
    def _make_ready(self) -> Child: ...

    @abstractmethod
    def _answers(self) -> bool: ...
