"""A bed that stays from one run to the next: BENCH_BED names its folder. Made anew where what is in it has changed.

Two PostgreSQL clusters never share the folder: the second run is refused by the lock of the first.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import bed
from tests.bench import seeding

_MARK = "seeded"
_SOURCES = ("*/migrations/*.py", "*/*/migrations/*.py", "tests/bench/seeding.py", "tests/bench/keys.py")


def folder() -> Path | None:
    named = os.environ.get("BENCH_BED")
    return Path(named).absolute() if named else None


@contextmanager
def standing(where: Path) -> Iterator[bed.Bed]:
    """The bed in this folder, which stays there when the block ends."""
    if not is_seeded(where):
        shutil.rmtree(where, ignore_errors=True)
    with bed.standing(where) as made:
        yield made


def is_seeded(where: Path) -> bool:
    mark = where / _MARK
    return mark.exists() and mark.read_text() == _fingerprint()


def mark_seeded(where: Path) -> None:
    (where / _MARK).write_text(_fingerprint())


def _fingerprint() -> str:
    """Of the tables, of what is sown in them and of how much of it."""
    files = sorted(path for pattern in _SOURCES for path in bed.ROOT.glob(pattern))
    text = b"".join(path.read_bytes() for path in files)
    return f"{seeding.APPLICATIONS} {hashlib.sha256(text).hexdigest()}"
