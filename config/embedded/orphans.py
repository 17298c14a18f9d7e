"""The PostgreSQL of an earlier run, whose parent was killed: it needs a moment to shut down."""

import time
from pathlib import Path

from config.embedded.children import CannotStart


def await_orphans(files: Path, seconds: float = 10) -> None:
    """Waits until no server works in these files, then removes what says that one does.

    PostgreSQL only looks whether a process has the number in postmaster.pid; after a restart of the machine any may.
    """
    pid_file = files / "postmaster.pid"
    deadline = time.monotonic() + seconds
    while pid_file.exists():
        recorded = pid_file.read_text().partition("\n")[0]
        if not any(_works_in(files, process, recorded) for process in Path("/proc").glob("[0-9]*")):
            pid_file.unlink(missing_ok=True)
            return
        if time.monotonic() > deadline:
            raise CannotStart(
                f"PostgreSQL of an earlier run (process {recorded}) still works in {files}. End it first."
            )
        time.sleep(0.05)


def _works_in(files: Path, process: Path, recorded: str) -> bool:
    """A server and all its backends stand in its files. Where that may not be seen, the number must do."""
    try:
        if (process / "comm").read_text() != "postgres\n":
            return False
        return (process / "cwd").readlink() == files.resolve()
    except PermissionError:
        return process.name == recorded
    except (FileNotFoundError, ProcessLookupError):
        return False
