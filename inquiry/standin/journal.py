"""受付簿. What a stand-in took in, a line each, so that one that was killed remembers it when it starts again."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol


class Journal(Protocol):
    def entries(self) -> Iterator[dict[str, object]]: ...

    def write(self, entry: dict[str, object]) -> None: ...


class NoJournal:
    """Remembers nothing: a stand-in that starts afresh."""

    def entries(self) -> Iterator[dict[str, object]]:
        return iter(())

    def write(self, entry: dict[str, object]) -> None:
        del entry


class FileJournal:
    """One JSON line per entry. A line that a kill cut short was never answered for: it is dropped."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.touch(mode=0o600)
        self._drop_torn_line()
        self._file = path.open("ab", buffering=0)

    def entries(self) -> Iterator[dict[str, object]]:
        for line in self.path.read_text().splitlines():
            yield json.loads(line)

    def write(self, entry: dict[str, object]) -> None:
        """In the kernel's hands when this returns: it outlives kill -9 of the process, not of the machine."""
        self._file.write(json.dumps(entry).encode() + b"\n")

    def _drop_torn_line(self) -> None:
        whole = self.path.read_bytes().rfind(b"\n") + 1
        os.truncate(self.path, whole)
