"""The first moments of a child: become who it runs as, promise to die with the parent, then turn into the program.

Run as `python -I -S launch.py <parent's pid> <last signal> <uid or -> <gid> <uid inside or -> <program> …`.
A program of its own and not a `preexec_fn`: that runs Python in a forked copy of a parent that has threads.
"""

import ctypes
import os
import signal
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1
CLONE_NEWUSER = 0x10000000
LIBC = ctypes.CDLL(None, use_errno=True)


def become(uid: str, gid: str) -> None:
    """Gives up root for good: groups, then gid, then uid."""
    os.setgroups([])
    os.setgid(int(gid))
    os.setuid(int(uid))


def enter_user_namespace(uid: int, gid: int, inside: int) -> None:
    """The same user under another number: to PostgreSQL not root, to the files still their owner."""
    if LIBC.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "a user namespace is not allowed here")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{inside} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{inside} {gid} 1")


def main(parent: str, last_signal: str, uid: str, gid: str, inside: str, *argv: str) -> None:
    if inside != "-":
        enter_user_namespace(os.geteuid(), os.getegid(), int(inside))
    elif uid != "-":
        become(uid, gid)
    LIBC.prctl(PR_SET_PDEATHSIG, int(last_signal))  # after the change of user, which clears it
    if os.getppid() != int(parent):
        sys.exit("the parent is gone already")
    for asked in (signal.SIGINT, signal.SIGTERM):  # a shell's background job ignores them, and its children would too
        signal.signal(asked, signal.SIG_DFL)
    os.execvp(argv[0], argv)  # noqa: S606  no shell is wanted


if __name__ == "__main__":
    main(*sys.argv[1:])
