"""廃棄の控えの置き場所. What a restored database is cleaned by must outlive it (inquiry/vault/tombstones.py)."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from config.doctor.findings import Finding

_SEE = "docker/README.md"
# In the demo everything lies under one folder of one disk, on purpose.
_DEMO = Finding("TOMBSTONES_DIR: the demo keeps it in its own folder, on the disk of its database.")


def findings() -> Iterator[Finding]:
    """Of the gate's worker, which alone is given the folder."""
    if not settings.TOMBSTONES_DIR:
        yield Finding("TOMBSTONES_DIR is not set: nothing is destroyed.", f"Give the gate's worker a folder ({_SEE}).")
        return
    folder = Path(settings.TOMBSTONES_DIR)
    yield _of_folder(folder)
    yield from [_DEMO] if settings.IS_DEMO else [_of_checkout(folder), _of_disk(folder)]
    yield _of_opening()


def _of_folder(folder: Path) -> Finding:
    if not folder.is_dir():
        return Finding(
            f"TOMBSTONES_DIR: {folder} is no folder.", "Make it, for the user of the worker, with mode 0700."
        )
    try:
        with tempfile.TemporaryFile(dir=folder):
            return Finding("TOMBSTONES_DIR: there, and the worker may write to it.")
    except OSError:
        return Finding(f"TOMBSTONES_DIR: the worker may not write to {folder}.", "Give it to the user of the worker.")


def _of_checkout(folder: Path) -> Finding:
    if folder.resolve().is_relative_to(settings.BASE_DIR):
        return Finding(
            "TOMBSTONES_DIR: it lies in the program's folder.", "Move it: a new release replaces that folder."
        )
    return Finding("TOMBSTONES_DIR: outside the program's folder.")


def _of_disk(folder: Path) -> Finding:
    """A disk that is put back as it was brings both back, and nobody knows what had been destroyed."""
    there = _disk_of_database()
    if there is None:
        return Finding("TOMBSTONES_DIR: the database's disk cannot be seen from here; see to it that it is another.")
    if folder.is_dir() and folder.stat().st_dev == there:
        return Finding("TOMBSTONES_DIR: on the disk of the database.", "Move it to another disk, best of another host.")
    return Finding("TOMBSTONES_DIR: on another disk than the database.")


def _disk_of_database() -> int | None:
    """The server's working folder is its data folder; seen where it runs here and its processes are ours to see."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        process = Path("/proc") / str(cursor.fetchone()[0])
    try:
        if (process / "comm").read_text().strip() != "postgres":
            return None
        return (process / "cwd").stat().st_dev
    except OSError:
        return None


def _of_opening() -> Finding:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT walls.is_opened()")
        [is_opened] = cursor.fetchone()
    if is_opened:
        return Finding("The vault was opened where it is now; what was destroyed had been looked for.")
    return Finding(
        "The vault was restored, and shows nothing until the tombstones were replayed.", "Start the gate's worker."
    )
