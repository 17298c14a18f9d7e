"""試験台の控え. A bed is made once for a state of the sources; every later one of that state and day is a copy.

Making one takes half a minute of a core, copying one a second. The copy has the passwords and keys of the first: they
open nothing but throw-away clusters of this user.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What a bed is made from: programs, migrations, data, and the pinned packages.
SOURCES = ("config", "councils", "loans", "inquiry", "docker/postgres", "tests/bed.py", "requirements.txt")
# What belongs to a running bed and not to its copy.
LEFT_OUT = ("redis", "bed.json")
_PREFIX = f"yorisoi-kept-{os.geteuid()}-"
_KEPT_SECONDS = 2 * 60 * 60


@contextmanager
def one_at_a_time() -> Iterator[Path]:
    """Where the copy of this state stands, or will stand; whoever comes second waits until it does."""
    kept = Path(tempfile.gettempdir()) / f"{_PREFIX}{_state()}"
    with kept.with_suffix(".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if kept.exists() and kept.stat().st_uid != os.geteuid():
            sys.exit(f"{kept} belongs to somebody else. Remove it, or set TMPDIR to another folder.")
        yield kept


def take(kept: Path, folder: Path) -> bool:
    """Copies it into the new bed's folder; False where there is none yet."""
    if not kept.exists():
        return False
    _copy(kept, folder)
    return True


def keep(folder: Path, kept: Path) -> None:
    """Of a bed whose cluster does not run. Half a copy is never taken for a whole one."""
    if not (folder / "postgres" / "data").exists():  # a closed checkout: its cluster stands elsewhere (places.py)
        return
    _forget_old(kept)
    half = kept.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(mode=0o711)
    _copy(folder, half)
    for name in LEFT_OUT:
        shutil.rmtree(half / name, ignore_errors=True)
    half.rename(kept)


def _copy(source: Path, into: Path) -> None:
    """With owners and rights: the cluster's files are another user's."""
    subprocess.run(["cp", "-a", f"{source}/.", str(into)], check=True)


def _forget_old(kept: Path) -> None:
    for each in kept.parent.glob(f"{_PREFIX}*"):
        if each.is_dir() and each != kept and time.time() - each.stat().st_mtime > _KEPT_SECONDS:
            shutil.rmtree(each, ignore_errors=True)


def _state() -> str:
    """Of sources, Python and day: posts and partitions begin with the day on which they are made."""
    found = hashlib.sha256(f"{sys.version} {date.today()}".encode())
    for name in SOURCES:
        for file in sorted(_files(ROOT / name)):
            found.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return found.hexdigest()[:16]


def _files(source: Path) -> Iterator[Path]:
    if source.is_file():
        yield source
    elif source.is_dir():
        yield from (file for file in source.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
