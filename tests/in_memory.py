"""Where the checks put what they throw away: in memory, where there is enough of it.

A copy of the databases is two thousand small files. On a disk they took 1.7 s, in memory 0.12 s.
"""

import os
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ENOUGH = 6 * 2**30


def throw_away_in_memory() -> None:
    """For this process and its children. Who has said TMPDIR has decided."""
    if "TMPDIR" not in os.environ and _is_roomy():
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def _is_roomy() -> bool:
    if not os.access(MEMORY, os.W_OK):
        return False
    place = os.statvfs(MEMORY)
    room = place.f_bavail * place.f_frsize
    return not place.f_flag & os.ST_NOEXEC and min(room, _available()) >= ENOUGH


def _available() -> int:
    """What the kernel would give without swapping: what it merely remembers of files counts as free."""
    lines = Path("/proc/meminfo").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
