"""The same files in the worker's child: it keeps to its time and memory, and what it writes is a file of ours."""

import os
import threading
import time
from pathlib import Path

from loans.documents import child
from loans.documents.cleaning import CannotOpen
from loans.documents.limits import CHILD_MEMORY_BYTES, CHILD_SECONDS
from loans.documents.reading import media_type_of
from tests.config.living import children_of
from tests.walls.proofs import Outcome
from tests.walls.proofs.bad_inputs.serving import MOST_MEMORY_MB
from tests.walls.proofs.bad_inputs.uploads import File

_OURS = {"application/pdf", "image/jpeg", "image/png"}


def try_all(outcome: Outcome, papers: list[File]) -> None:
    assert CHILD_MEMORY_BYTES // 1024 // 1024 <= MOST_MEMORY_MB + 20  # addresses, of which memory is less
    for name, content in papers:
        outcome.count("tried")
        _try(outcome, name, content)


def _try(outcome: Outcome, name: str, content: bytes) -> None:
    began, watch = time.monotonic(), _Watch()
    try:
        with watch:
            cleaned = child.clean(content)
    except CannotOpen:
        pass
    else:
        if {cleaned.media_type, media_type_of(cleaned.content)} - _OURS or b"<script" in cleaned.content:
            outcome.faults.append(f"child: {name}: what it wrote is none of ours")
    if (seconds := time.monotonic() - began) > CHILD_SECONDS + 1:
        outcome.count("slow")
        outcome.faults.append(f"child: {name}: took {seconds:.1f} s")
    if watch.most_mb >= MOST_MEMORY_MB:
        outcome.faults.append(f"child: {name}: {watch.most_mb} MB of memory")


class _Watch:
    """Looks at the memory of the child while it lives."""

    def __init__(self) -> None:
        self.most_mb = 0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._is_over.wait(0.01):
            for pid in children_of(os.getpid()):
                self.most_mb = max(self.most_mb, _memory_mb(pid))


def _memory_mb(pid: int) -> int:
    try:
        if b"loans.documents.cleaning" not in Path(f"/proc/{pid}/cmdline").read_bytes():
            return 0
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    found = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(found[0].split()[1]) // 1024 if found else 0
