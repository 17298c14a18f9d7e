"""Children that never outlive the one that started them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

LAUNCH = Path(__file__).with_name("launch.py")
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "SSL_CERT_FILE", "HTTPS_PROXY", "NO_PROXY")


class CannotStart(Exception):
    """A service or program did not come up; the sentence says which, why, and what to do."""


class AlreadyRunning(CannotStart):
    """Another run of the same checkout holds the folder."""


@dataclass(frozen=True)
class Identity:
    """As whom a child runs. uid and gid own its files on the machine; `inside`: its number in a user namespace."""

    uid: int
    gid: int
    inside: int | None = None

    def words(self) -> list[str]:
        """For launch.py: uid, gid, uid inside; a dash where nothing changes."""
        changes = self.inside is None and self.uid != os.geteuid()
        return [str(self.uid) if changes else "-", str(self.gid), "-" if self.inside is None else str(self.inside)]


@dataclass(frozen=True)
class Child:
    """One child process, in a session of its own, so that Ctrl-C in a terminal reaches only the parent.

    env is the whole environment, nothing is added to it (`plain_environment`). `ends_with` asks the program to end; the
    kernel sends the same when the *thread* that started the child ends, so start it from one that lasts.
    """

    name: str
    argv: tuple[str, ...]
    log: Path
    env: Mapping[str, str] = field(repr=False)
    cwd: Path = Path("/")
    identity: Identity = Identity(os.geteuid(), os.getegid())
    ends_with: signal.Signals = signal.SIGTERM

    def command(self) -> list[str]:
        promise = [str(os.getpid()), str(int(self.ends_with)), *self.identity.words()]
        return [sys.executable, "-I", "-S", str(LAUNCH), *promise, *self.argv]

    def start(self) -> subprocess.Popen[bytes]:
        """Its output is added to the log, which only the starting user reads."""
        self.log.touch(mode=0o600)
        with self.log.open("ab") as log:
            return subprocess.Popen(  # noqa: S603  our own programs, no shell
                self.command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=dict(self.env),
                cwd=self.cwd,
                start_new_session=True,
            )

    def last_words(self, lines: int = 15) -> str:
        """The tail of the log, for the sentence that says why a run ended."""
        if not self.log.exists():
            return "(no log)"
        return "\n".join(self.log.read_text(errors="replace")[-8_000:].splitlines()[-lines:])


def plain_environment(**more: str) -> dict[str, str]:
    """What a program needs of the machine, plus `more`; nobody's credentials come along by accident."""
    return {name: os.environ[name] for name in PASSED_ON if name in os.environ} | more


def ending(status: int) -> str:
    """How it ended, for a sentence."""
    return f"signal {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"


def has_ended(running: subprocess.Popen[bytes]) -> bool:
    """Looks without collecting: until it is collected, nobody else can get its number."""
    if running.returncode is not None:
        return True
    return os.waitid(os.P_PID, running.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def ask_to_end(running: subprocess.Popen[bytes], with_signal: signal.Signals) -> None:
    """Not by Popen.send_signal, which collects a child that has ended."""
    if not has_ended(running):
        os.kill(running.pid, with_signal)


def make_end(running: subprocess.Popen[bytes], deadline: float) -> None:
    """Waits until the deadline (time.monotonic), then kills what is left of the child's own process group."""
    if running.returncode is not None:
        return
    while not has_ended(running) and time.monotonic() < deadline:
        time.sleep(0.02)
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()
