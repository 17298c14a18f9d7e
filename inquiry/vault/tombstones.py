"""廃棄の控え. What was destroyed, by id alone, outside the backups: replayed before a restored database opens.

A line is on disk before the destruction is committed. A crash in between leaves a line for what is still there, and the
replay destroys it, as was decided. The other way round a crash would leave a destruction that nobody knows of, and an
older backup would bring the value back. Whoever destroys checks everything first and buries last, so that nothing but a
crash can come between the line and the commit. A key is named by its own id: a later key of the same case is another.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone

_VERSION = "v1"


class NoTombstones(Exception):
    """TOMBSTONES_DIR is not set for the worker: nothing is destroyed that a backup could bring back unnoticed."""


class Grave(StrEnum):
    """廃棄したもの."""

    NUMBERS = "NUMBERS"  # of an order, at its closing
    PERSON = "PERSON"  # everything sealed of a person, after 誤照会
    CASE_KEY = "CASE_KEY"  # the answers of a case, by its key
    RECORD = "RECORD"  # an order with its 情報提供等記録


@dataclass(frozen=True, slots=True)
class Tombstone:
    grave: Grave
    id: UUID


def bury(prefecture_id: str, grave: Grave, buried: UUID) -> None:
    """控える. Appended and on disk when this returns. Raises NoTombstones."""
    file = _file(prefecture_id)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    is_new = not file.exists()
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "rb+") as out:
        line = f"{_VERSION} {timezone.now().isoformat(timespec='seconds')} {grave} {buried}\n"
        out.write(("" if _ends_with_a_line(out.fileno()) else "\n").encode() + line.encode())
        out.flush()
        os.fsync(out.fileno())
    if is_new:
        _sync_folder(file.parent)


def buried(prefecture_id: str) -> Iterator[Tombstone]:
    """Oldest first. A line that was torn by a crash was of a destruction that was never committed, and is left out."""
    file = _file(prefecture_id)
    if not file.exists():
        return
    for line in file.read_text().splitlines():
        try:
            version, _, grave, of = line.split(" ")
            if version == _VERSION:
                yield Tombstone(Grave(grave), UUID(of))
        except ValueError:
            continue


def prefectures_with_graves() -> list[str]:
    """Raises NoTombstones."""
    return sorted(file.stem for file in _folder().glob("*.txt"))


def _ends_with_a_line(descriptor: int) -> bool:
    size = os.fstat(descriptor).st_size
    return size == 0 or os.pread(descriptor, 1, size - 1) == b"\n"


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _file(prefecture_id: str) -> Path:
    if not (prefecture_id.isascii() and prefecture_id.isdecimal()):
        raise NoTombstones
    return _folder() / f"{prefecture_id}.txt"


def _folder() -> Path:
    if not settings.TOMBSTONES_DIR:
        raise NoTombstones
    return Path(settings.TOMBSTONES_DIR)
