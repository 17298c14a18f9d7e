"""A service's folder: who holds it, what is kept in it, and its short stand-in under the system's temp folder."""

import fcntl
import hashlib
import os
import secrets
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from config.embedded.children import AlreadyRunning, CannotStart


def hold(path: Path) -> IO[str]:
    """A lock that ends with this process. Raises AlreadyRunning, with the number of the process that has it."""
    lock = path.open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        holder = lock.read().strip()
        lock.close()
        raise AlreadyRunning(
            f"Process {holder} already uses {path.parent}. End it (Ctrl-C there), then start again."
        ) from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def kept_password(path: Path) -> str:
    """A random password, made once, that only the starting user reads."""
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_text()


def short_folder(folder: Path) -> Path:
    """A folder of this checkout's own under the temp folder. Refuses one that somebody else has put there."""
    mark = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:12]
    short = Path(tempfile.gettempdir()).resolve() / f"yorisoi-{os.geteuid()}-{mark}"
    short.mkdir(mode=0o711, exist_ok=True)
    if short.is_symlink() or not short.is_dir() or short.stat().st_uid != os.geteuid():
        raise CannotStart(f"{short} belongs to somebody else. Remove it, or set TMPDIR to another folder.")
    return short


def forget(folder: Path) -> None:
    """Removes a service's folder and what had to stand under the temp folder. Raises AlreadyRunning."""
    with ExitStack() as locks:
        for lock in folder.glob("*.lock"):
            locks.enter_context(hold(lock))
        shutil.rmtree(short_folder(folder))
        shutil.rmtree(folder, ignore_errors=True)
