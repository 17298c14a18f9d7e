"""What is asked of the machine: free ports, and how much memory everything takes together."""

import os
import socket
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

FURTHER = 200


def free_ports(preferred: Mapping[str, int]) -> dict[str, int]:
    """For each name the preferred port; where somebody has it, the next one that nobody has or is meant to have."""
    meant = frozenset(preferred.values())
    found: dict[str, int] = {}
    for name, port in preferred.items():
        others = (meant - {port}) | frozenset(found.values())
        found[name] = free_port(port, taken=others)
    return found


def free_port(preferred: int, taken: frozenset[int] = frozenset()) -> int:
    """The first port from `preferred` on that can be listened on at 127.0.0.1 and is not in `taken`. Raises OSError."""
    for port in range(preferred, preferred + FURTHER):
        if port not in taken and _is_free(port):
            return port
    raise OSError(f"No free port from {preferred} to {preferred + FURTHER - 1}.")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port that only lingers is free for gunicorn too
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def memory_in_use() -> int:
    """Bytes of this process and all its descendants. Shared pages are counted once where the kernel says so (PSS)."""
    return sum(_memory_of(pid) for pid in _with_descendants(os.getpid()))


def _with_descendants(pid: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parent = int((process / "stat").read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(process.name))
    family = [pid]
    for member in family:  # grows while it is walked
        family += children.get(member, [])
    return family


def _memory_of(pid: int) -> int:
    """PSS; where it may not be read, RSS; 0 for one that is gone."""
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0
