"""The processes of a deployment on one machine: each zone's pages, workers and timetable, and the stand-ins."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from config.embedded import Child, plain_environment
from config.secrets import Secrets
from config.servers import HOMES, Servers

ROOT = Path(__file__).resolve().parent.parent
PREFERRED = {"counter": 8001, "office": 8002, "gate": 8003, "resident": 8011, "network": 8012, "legacy": 8013}
ZONES = ("counter", "office", "gate")
WITH_WORKERS = ("office", "gate")
SEALER_TIMES = ("SEAL_SECONDS", "ANCHOR_SECONDS", "CHECK_SECONDS")


@dataclass(frozen=True)
class Deployment:
    """One demo: its folder, secrets, servers and ports, and what its processes are told besides.

    scanner: where clamd is, if anywhere.
    """

    local: Path
    secrets: Secrets
    servers: Servers
    ports: Mapping[str, int]
    extra: Mapping[str, str]
    scanner: str = ""

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.ports[name]}"

    def environment(self, zone: str, *, worker: bool = False) -> dict[str, str]:
        """What one zone's process is given: its own credentials and addresses only."""
        neighbours = {"office": ("LEGACY_URL",), "gate": ("RESIDENT_NETWORK_URL", "INFORMATION_NETWORK_URL")}
        addresses = {
            "LEGACY_URL": self.url("legacy"),
            "RESIDENT_NETWORK_URL": self.url("resident"),
            "INFORMATION_NETWORK_URL": self.url("network"),
        }
        told = {name: addresses[name] for name in neighbours.get(zone, ()) if worker}
        if zone == "office":
            told["COUNTER_URL"] = self.url("counter")
        if zone == "office" and worker and self.scanner:
            told["CLAMD_URL"] = self.scanner
        if zone == "gate":
            told["KEYSETS_DIR"] = str(self.local / "keysets")
        if zone == "gate" and worker:
            told["INQUIRY_FILES_DIR"] = str(self.local / "inquiry-files")
            told["TOMBSTONES_DIR"] = str(self.local / "tombstones")
        return plain_environment(
            **self.secrets.for_zone(zone, self.servers, worker=worker),
            **told,
            DEMO="1",
            PYTHONUNBUFFERED="1",
            DJANGO_SETTINGS_MODULE="config.settings",
            **self.extra,
        )


def standins(deployment: Deployment) -> Iterator[Child]:
    """住基ネット, 情報提供ネットワーク and 業務システム, each a process of its own."""
    for name in ("resident", "network"):
        yield _child(deployment, name, ("-m", "inquiry.standin", name), _standin_environment(deployment))
    yield _child(deployment, "legacy", ("-m", "loans.legacy.standin"), _standin_environment(deployment))


def pages(deployment: Deployment) -> Iterator[Child]:
    for zone in ZONES:
        words = ("-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{deployment.ports[zone]}")
        how = ("--worker-class", "gthread", "--workers", "1", "--threads", "6", "--no-control-socket")
        yield Child(
            f"{zone}-web",
            (sys.executable, *words, *how),
            _log(deployment, f"{zone}-web"),
            deployment.environment(zone),
            ROOT,
        )


def workers(deployment: Deployment) -> Iterator[Child]:
    for zone in WITH_WORKERS:
        environment = deployment.environment(zone, worker=True)
        base = (sys.executable, "-m", "celery", "-A", "config.celery", "--quiet")
        pool = (
            "worker",
            "--pool",
            "threads",
            "--concurrency",
            "4",
            "--without-gossip",
            "--without-mingle",
            "-l",
            "WARNING",
        )
        yield Child(f"{zone}-worker", (*base, *pool), _log(deployment, f"{zone}-worker"), environment, ROOT)
        times = ("beat", "--schedule", str(deployment.local / f"beat-{zone}"), "--pidfile", "", "-l", "WARNING")
        yield Child(f"{zone}-beat", (*base, *times), _log(deployment, f"{zone}-beat"), environment, ROOT)


def sealers(deployment: Deployment) -> Iterator[Child]:
    """封印. One for each database; the anchors stand in a folder beside it, in real life on another machine."""
    for home in HOMES:
        times = {name: value for name, value in deployment.extra.items() if name in SEALER_TIMES}
        environment = plain_environment(
            **deployment.secrets.for_sealer(home, deployment.servers),
            **times,
            ANCHOR_DIR=str(deployment.local / "anchors"),
            PYTHONUNBUFFERED="1",
        )
        name, words = f"{home}-sealer", (sys.executable, "-m", "councils.trail.sealer", home)
        yield Child(name, words, _log(deployment, name), environment, ROOT)


def _child(deployment: Deployment, name: str, words: tuple[str, ...], environment: dict[str, str]) -> Child:
    journal = str(deployment.local / f"standin-{name}.journal")
    told = ("--port", str(deployment.ports[name]), *(() if name == "resident" else ("--journal", journal)))
    return Child(name, (sys.executable, *words, *told), _log(deployment, name), environment, ROOT)


def _standin_environment(deployment: Deployment) -> dict[str, str]:
    told = {name: value for name, value in deployment.extra.items() if name.startswith("STANDIN_")}
    return plain_environment(PYTHONUNBUFFERED="1", **told)


def _log(deployment: Deployment, name: str) -> Path:
    return deployment.local / "logs" / f"{name}.log"
