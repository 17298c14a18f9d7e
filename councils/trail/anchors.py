"""係留. The newest seal of each chain, written to a folder outside the database: one line an anchoring, never changed.

A line holds the digest of the line before it; a file holds a month. Standard library only: the verifier reads them.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from councils.trail.digests import FIRST, canonical, line_digest

Heads = Mapping[str, tuple[int, str]]


@dataclass
class Anchor:
    """What one folder says of one database: by chain and number the digest and when it was anchored, and where its own
    lines do not follow."""

    name: str
    lines: int = 0
    digest: str = FIRST
    seals: dict[str, dict[int, tuple[str, int]]] = field(default_factory=dict)
    broken: list[int] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)


def write(folder: Path, home: str, heads: Heads, *, at: int, month: str) -> Anchor:
    """Adds a line with the heads that are not anchored yet, on disk when this returns. Two sealers take turns."""
    folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    with (folder / f"{home}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        anchor = _newest_month(folder, home)
        newer = {chain: head for chain, head in heads.items() if head[0] not in anchor.seals.get(chain, {})}
        if newer:
            line = _line(anchor, home, newer, at)
            _append(folder / f"{home}-{month}.jsonl", line)
            _take(anchor, line)
    return anchor


def read(folder: Path, home: str) -> Anchor:
    """Every line in the order of the months; one that does not follow is noted, and the reading goes on from it."""
    anchor = Anchor(folder.name)
    for line in _lines(folder, home):
        _take(anchor, line)
    return anchor


def _newest_month(folder: Path, home: str) -> Anchor:
    """Enough to write on: what older months say is not read again every ten minutes."""
    anchor = Anchor(folder.name)
    lines = list(_lines(folder, home, newest=1))
    if lines:
        said = _said(lines[0])
        anchor.lines, anchor.digest = int(said.get("line", 1)) - 1, str(said.get("before", FIRST))
    for line in lines:
        _take(anchor, line)
    return anchor


def _lines(folder: Path, home: str, *, newest: int = 0) -> Iterator[str]:
    for file in sorted(folder.glob(f"{home}-*.jsonl"))[-newest:]:
        yield from file.read_text(encoding="utf-8").splitlines()


def _line(anchor: Anchor, home: str, heads: Heads, at: int) -> str:
    chains = {chain: list(head) for chain, head in sorted(heads.items())}
    return canonical(
        {"line": anchor.lines + 1, "home": home, "at": at, "before": anchor.digest, "chains": chains}
    ).decode()


def _append(file: Path, line: str) -> None:
    """Append-only, and on disk: the file and, when it is new, its name."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640), "a", encoding="utf-8") as out:
        out.write(line + "\n")
        out.flush()
        os.fsync(out.fileno())
    folder = os.open(file.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _take(anchor: Anchor, line: str) -> None:
    anchor.lines += 1
    said = _said(line)
    if said.get("before") != anchor.digest or said.get("line") != anchor.lines:
        anchor.broken.append(anchor.lines)
        anchor.lines = said.get("line", anchor.lines) if isinstance(said.get("line"), int) else anchor.lines
    anchor.digest = line_digest(line)
    anchor.digests.append(anchor.digest)
    for chain, (number, digest) in said.get("chains", {}).items():
        anchor.seals.setdefault(chain, {})[number] = (digest, said.get("at", 0))


def _said(line: str) -> dict[str, Any]:
    """A line that is no JSON says nothing, and so does not follow."""
    try:
        said = json.loads(line)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
