"""The child: a line of wishes and a file on standard input; on standard output "ready", a line that says what came of
it, the file written anew, and a small picture of it.

Bounded before it reads a byte: memory, processor, time and what it may write; once everything is loaded it can open no
file and no socket any more, and it has no network where the machine allows that. A bomb ends this process and no other.
"""

import ctypes
import json
import resource
import signal
import sys

from loans.documents.limits import CHILD_CPU_SECONDS, CHILD_MEMORY_BYTES, CHILD_SECONDS

NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
MOST_WRITTEN = 64 * 1024 * 1024


def main() -> None:
    _bound()
    from loans.documents.cleaning import CannotOpen, Code, Wishes, clean  # within the bounds

    _close_in()
    _say_ready()
    try:
        wishes, content = json.loads(sys.stdin.buffer.readline()), sys.stdin.buffer.read()
        cleaned = clean(content, Wishes(wishes["boxes"], wishes["is_vouched"]))
    except CannotOpen as trouble:
        _tell({"trouble": trouble.code.value})
    except MemoryError:
        _tell({"trouble": Code.TOO_MUCH.value})
    else:
        size, pages = len(cleaned.content), cleaned.page_count
        _tell({"media_type": cleaned.media_type, "pages": pages, "size": size}, cleaned.content + cleaned.thumbnail)


def _bound() -> None:
    signal.alarm(CHILD_SECONDS)  # also where the parent has died and nobody waits
    for what, most in (
        (resource.RLIMIT_AS, CHILD_MEMORY_BYTES),
        (resource.RLIMIT_CPU, CHILD_CPU_SECONDS),
        (resource.RLIMIT_FSIZE, MOST_WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _close_in() -> None:
    ctypes.CDLL(None).unshare(NEW_USER | NEW_NETWORK)  # not everywhere allowed; the next line is
    # None, not three: whoever closes standard error would have its number for a file. What is open stays open.
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _say_ready() -> None:
    """Everything is loaded and nothing was read: what goes wrong from here on is the file's."""
    sys.stdout.buffer.write(b"ready\n")
    sys.stdout.buffer.flush()


def _tell(facts: dict[str, str | int], content: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + content)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
