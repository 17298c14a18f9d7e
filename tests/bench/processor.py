"""処理装置の時間. What a process used of the processors: it grows far less than the clock when others work here too."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")


def spent(pid: int) -> float:
    """Milliseconds of all its threads since it began; 0 once it has ended."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return sum(_of_thread(each) for each in (PROC / str(pid) / "task").iterdir())
    return 0.0


def spent_by_children(pid: int) -> float:
    """Workers of a server, backends of a postmaster."""
    return sum(spent(each) for each in children(pid))


def children(pid: int) -> Iterator[int]:
    for each in PROC.iterdir():
        if each.name.isdecimal() and parent(int(each.name)) == pid:
            yield int(each.name)


def parent(pid: int) -> int:
    with suppress(FileNotFoundError, ProcessLookupError):
        return int((PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[1])
    return 0


def _of_thread(task: Path) -> float:
    return int((task / "schedstat").read_text().split()[0]) / 1e6
