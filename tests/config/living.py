"""Looking at processes from outside: which are there, and waiting until something holds."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]


def is_alive(pid: int) -> bool:
    """One that has ended and is only not collected yet is not alive."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def eventually(holds: Callable[[], bool], seconds: float = 8) -> bool:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.03)
    return True


def uid_of(pid: int) -> int:
    return Path(f"/proc/{pid}").stat().st_uid


def children_of(pid: int) -> list[int]:
    """Those that any of its threads has started."""
    return [
        int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()
    ]


def user_namespace_of(pid: int | str) -> str:
    return str(Path(f"/proc/{pid}/ns/user").readlink())


def run_until_told(program: str, *arguments: object) -> tuple[subprocess.Popen[str], str]:
    """A parent of its own, and the first line that it prints."""
    words = [sys.executable, "-c", program, *map(str, arguments)]
    parent = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    return parent, parent.stdout.readline().strip()


def kill_dead(parent: subprocess.Popen[str]) -> None:
    parent.kill()
    parent.wait()
    parent.stdout.close()
