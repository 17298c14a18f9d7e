"""確認の子プロセス. Opens one file in a process that knows nothing of ours, and takes what it wrote."""

import json
import os
import select
import signal
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

from loans.documents.cleaning import NOTHING, CannotOpen, Cleaned, Code, Wishes
from loans.documents.limits import CHILD_SECONDS, MOST_PAGES, MOST_THUMBNAIL

# What the child may say that it wrote.
WRITTEN = frozenset({"application/pdf", "image/jpeg", "image/png"})
_JPEG = b"\xff\xd8\xff"
_ROOT = Path(__file__).resolve().parent.parent.parent
_WORDS = (sys.executable, "-E", "-s", "-m", "loans.documents.cleaning")
# One at a time in this worker: four pictures at once would be half a gigabyte.
_one = threading.Lock()


class CannotBegin(Exception):
    """The child ended before it read the file: a machine out of order, which says nothing of the file."""


def clean(content: bytes, wishes: Wishes = NOTHING) -> Cleaned:
    """Raises CannotOpen, also where the child came to its bounds; CannotBegin where it never read the file."""
    given, taken = os.memfd_create("given"), os.memfd_create("taken")
    try:
        _write(given, json.dumps(asdict(wishes)).encode() + b"\n" + content)
        with _one:
            status = _run(given, taken)
        return _told(_read(taken), status)
    finally:
        os.close(given)
        os.close(taken)


def _run(given: int, taken: int) -> int:
    """Its environment is empty: there is nothing in it that a file could find out.

    Whatever it may have started ends with it: all of its session, while its number is still its own.
    """
    child = subprocess.Popen(  # noqa: S603 - our own program
        _WORDS, stdin=given, stdout=taken, stderr=subprocess.DEVNULL, env={}, cwd=_ROOT, start_new_session=True
    )
    ending = os.pidfd_open(child.pid)
    try:
        select.select([ending], [], [], CHILD_SECONDS)
    finally:
        os.close(ending)
        os.killpg(child.pid, signal.SIGKILL)
        status = child.wait()
    return status


def _told(written: bytes, status: int) -> Cleaned:
    ready, _, answer = written.partition(b"\n")
    if ready != b"ready":
        raise CannotBegin
    if status != 0:
        raise CannotOpen(Code.TOO_MUCH if status < 0 else Code.UNREADABLE)
    line, _, content = answer.partition(b"\n")
    try:
        facts = json.loads(line)
        if facts.get("trouble") is None:
            return _believed(facts, content)
        code = Code(facts["trouble"])
    except (ValueError, AttributeError, TypeError, KeyError, OverflowError):
        # Not our words: a file has got hold of the child, and what it says of itself is not believed.
        code = Code.UNREADABLE
    raise CannotOpen(code)


def _believed(facts: dict[str, Any], content: bytes) -> Cleaned:
    """Raises ValueError, TypeError or KeyError where it is not what our own child says."""
    size, pages = int(facts["size"]), int(facts["pages"])
    thumbnail = content[size:]
    if facts["media_type"] not in WRITTEN or not 0 < size <= len(content) or not 0 < pages <= MOST_PAGES:
        raise ValueError("not our words")
    if len(thumbnail) > MOST_THUMBNAIL or (thumbnail and not thumbnail.startswith(_JPEG)):
        raise ValueError("not our picture")
    return Cleaned(facts["media_type"], content[:size], thumbnail, pages)


def _write(descriptor: int, content: bytes) -> None:
    with os.fdopen(os.dup(descriptor), "wb") as out:
        out.write(content)
    os.lseek(descriptor, 0, os.SEEK_SET)


def _read(descriptor: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    with os.fdopen(os.dup(descriptor), "rb") as written:
        return written.read()
