"""Where a service keeps its files and as whom it runs, found by trying.

PostgreSQL refuses to run as root. The ways, in order: an ordinary user as itself; root as `nobody`; where the checkout
is closed to others, root in a user namespace; where that is not allowed, root as `nobody` with files and programs in a
folder of this checkout's own under the system's temp folder.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from config.embedded.children import CannotStart, Child, Identity, plain_environment
from config.embedded.folders import short_folder

LONGEST_SOCKET_PATH = 107
NOBODY = 65534


@dataclass(frozen=True)
class Place:
    """A folder, a package's programs, and an identity that reaches both."""

    folder: Path
    programs: Path
    identity: Identity

    def own_folder(self, name: str, within: Path | None = None) -> Path:
        """A folder that only the service (and root) can enter."""
        folder = (within or self.folder) / name
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.stat().st_uid != self.identity.uid:
            self._take(folder)
        return folder

    def _take(self, folder: Path) -> None:
        if any(folder.iterdir()):
            raise CannotStart(f"{folder} belongs to another user. Run as that user, or `make reset` and start again.")
        os.chown(folder, self.identity.uid, self.identity.gid)

    def sockets(self, file_name: str) -> Path:
        """The folder for a socket: here, or a short one under the temp folder where the path would be too long."""
        if len(os.fsencode(self.folder / "socket" / file_name)) <= LONGEST_SOCKET_PATH:
            return self.own_folder("socket")
        return self.own_folder("socket", within=short_folder(self.folder))

    def write(self, path: Path, text: str) -> Path:
        """A file that the service alone reads."""
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)
            os.fchown(file.fileno(), self.identity.uid, self.identity.gid)
        return path


def find_place(folder: Path, package: str, probe: tuple[str, ...]) -> Place:
    """The first way that works. package: whose programs; probe: one of them, with words that make it end at once.

    Raises CannotStart where no way works.
    """
    for place in _ways(folder, _package_folder(package)):
        if _works(place, probe):
            return place
    raise CannotStart(f"{package} cannot be run for {folder}, neither as this user nor as an unprivileged one.")


def _package_folder(package: str) -> Path:
    """Where an installed package stands. It is not imported: only its binaries are used."""
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise CannotStart(f"The package {package} is not installed: run `make setup`.")
    return Path(found.origin).parent


def _ways(folder: Path, programs: Path) -> Iterator[Place]:
    uid, gid = os.geteuid(), os.getegid()
    if uid == 0:
        yield Place(folder, programs, nobody())
    elif _is_named(uid):  # initdb wants a name
        yield Place(folder, programs, Identity(uid, gid))
    yield Place(folder, programs, Identity(uid, gid, inside=1000 if _is_named(1000) else nobody().uid))
    if uid == 0:
        aside = short_folder(folder)
        yield Place(aside, _copied(programs, aside), nobody())


def _works(place: Place, probe: tuple[str, ...]) -> bool:
    """For real: becomes the service's user, enters the folder, runs the program."""
    words = ("/bin/sh", "-c", 'cd "$0" && exec "$@"', str(place.folder), str(place.programs / probe[0]), *probe[1:])
    child = Child("probe", words, place.folder / "probe.log", env=plain_environment(), identity=place.identity)
    tried = subprocess.run(child.command(), env=dict(child.env), capture_output=True, check=False)  # noqa: S603  no shell
    return tried.returncode == 0


def nobody() -> Identity:
    try:
        user = pwd.getpwnam("nobody")
    except KeyError:
        return Identity(NOBODY, NOBODY)
    return Identity(user.pw_uid, user.pw_gid)


def _is_named(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _copied(programs: Path, into: Path) -> Path:
    """The package and its libraries (a sibling), where `nobody` can reach them; anew for another version."""
    copy = into / f"programs-{int(programs.stat().st_mtime)}"
    if not copy.exists():
        half = into / "programs.half"
        shutil.rmtree(half, ignore_errors=True)
        for tree in programs.parent.glob(f"{programs.name}*"):
            shutil.copytree(
                tree, half / tree.name, symlinks=True, ignore=shutil.ignore_patterns("include", "*.dist-info")
            )
        half.rename(copy)
    return copy / programs.name
