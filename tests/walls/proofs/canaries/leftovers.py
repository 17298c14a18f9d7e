"""What is left lying about: logs, files, temporary files, mails, and what a process was started with."""

import ast
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from string import Formatter

from django.conf import settings

from config.demo import accounts
from config.secrets import LOGIN_OF_WORKERS, ZONES
from config.servers import HOMES
from tests.bed import ROOT
from tests.walls.proofs.canaries.deployment import Deployment
from tests.walls.proofs.canaries.places import Places

PRODUCT = ("config", "councils", "inquiry", "loans")
MAILERS = frozenset({"django.core.mail", "smtplib", "aiosmtplib"})
NOTICES = ROOT / "loans" / "talk" / "mail.py"
# the neighbours' own books; in real life they are elsewhere
_OF_NEIGHBOURS = re.compile(r"^standin-.*\.journal$")


def look_at_files(deployment: Deployment, places: Places, temporary: Path) -> None:
    """Everything in the demo's folder but the database's own files, which are copied table by table."""
    for file in _files(deployment.folder):
        is_of_server = "postgres" in file.relative_to(deployment.folder).parts
        if file.suffix == ".log" or not (is_of_server or _OF_NEIGHBOURS.match(file.name)):
            places.look(_place_of(file), file.read_bytes(), at=file.name)
    places.look("temporary files", b"")
    for file in _files(temporary):
        places.look("temporary files", file.read_bytes(), at=file.name)
    for name, pid in deployment.processes():
        for content in _unlinked(pid):
            places.look("temporary files", content, at=f"open in {name}")


def _place_of(file: Path) -> str:
    if file.suffix == ".log":
        return "logs"
    return "anchors" if file.parent.name == "anchors" else "files of the deployment"


def look_at_mails(places: Places) -> None:
    """One module can send, and what it says is a sentence with a number and an address of ours; a fault is mailed to
    nobody."""
    places.look("mails", repr((settings.ADMINS, settings.MANAGERS)))
    if settings.ADMINS or settings.MANAGERS:
        places.found["mails"].setdefault("somebody to write to", "ADMINS")
    spoken = {name for _, name, _, _ in Formatter().parse(_text_of(NOTICES)) if name}
    if spoken != {"count", "address"}:
        places.found["mails"].setdefault("more than a number and an address", repr(spoken))
    for part in PRODUCT:
        for file in (ROOT / part).rglob("*.py"):
            if _imports(file) & MAILERS and file != NOTICES:
                places.found["mails"].setdefault("a module that can send", str(file.relative_to(ROOT)))


def _text_of(file: Path) -> str:
    """What its mails say: the one text of the module."""
    assigned = [node for node in ast.parse(file.read_text(encoding="utf-8")).body if isinstance(node, ast.Assign)]
    [text] = [ast.literal_eval(node.value) for node in assigned if ast.unparse(node.targets[0]) == "_TEXT"]
    return str(text)


def look_at_processes(deployment: Deployment, places: Places) -> None:
    holders = _holders(deployment)
    for name, pid in deployment.processes():
        environment, line = _started_with(pid)
        places.look("processes: environment", environment, at=name)
        places.look("processes: command line", line, at=name)
        for secret, (kind, held_by) in holders.items():
            if secret.encode() in line:
                places.found["processes: command line"].setdefault(f"secret: {kind}", name)
            if secret.encode() in environment and name not in held_by:
                places.found["processes: environment"].setdefault(f"secret: {kind}", name)


def _started_with(pid: int) -> tuple[bytes, bytes]:
    """Nothing, of one that has ended meanwhile."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/environ").read_bytes(), Path(f"/proc/{pid}/cmdline").read_bytes()
    return b"", b""


def _holders(deployment: Deployment) -> dict[str, tuple[str, frozenset[str]]]:
    """Each secret of the checkout: what it is, and the processes that need it."""
    secrets = deployment.secrets
    of_login = {zone: frozenset({f"{zone}-web"}) for zone in ZONES}
    for zone, login in LOGIN_OF_WORKERS.items():
        of_login[login] = of_login.get(login, frozenset()) | {f"{zone}-worker", f"{zone}-beat"}
    of_login["sealer"] = frozenset({f"{home}-sealer" for home in HOMES})  # which is told this, and no key at all
    whole = {zone: frozenset({f"{zone}-web", f"{zone}-worker", f"{zone}-beat"}) for zone in ZONES}
    found = {
        value: (f"password of {login}", of_login.get(login, frozenset())) for login, value in secrets.passwords.items()
    }
    found |= {value: (f"key of {zone}", whole[zone]) for zone, value in secrets.secret_keys.items()}
    found |= {
        value: (f"context key {name}", of_login.get(name.partition("@")[0], frozenset()))
        for name, value in secrets.context_keys.items()
    }
    people = accounts(deployment.folder)
    found |= {each.password: ("password of staff", frozenset[str]()) for each in people}
    found |= {each.totp_secret: ("factor of staff", frozenset[str]()) for each in people if each.totp_secret}
    server = (deployment.folder / "postgres" / "postgres.password").read_text().strip()
    return found | {server: ("password of the superuser", frozenset[str]())}


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.rglob("*")) if file.is_file() and not file.is_symlink())


def _unlinked(pid: int) -> Iterator[bytes]:
    """Files that have no name any more, but are open; a process that has ended meanwhile has none."""
    for link in Path(f"/proc/{pid}/fd").glob("*"):
        with suppress(OSError):
            target = str(link.readlink())
            if target.startswith("/") and target.endswith("(deleted)") and "/memfd:" not in target:
                yield link.read_bytes()


def _imports(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return named | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
