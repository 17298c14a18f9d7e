"""`make run`: everything that Yorisoi is, on one machine, and one case that walks through it.

--once ends after the walk, with its status; --no-walk only starts. LOCAL_DIR says where the demo is kept (.local).
"""

import json
import os
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from config import bootstrap, keys
from config.demo import accounts
from config.embedded import CannotStart, Cluster, Redis, plain_environment
from config.machine import free_ports, memory_in_use
from config.secrets import Secrets
from config.servers import HOMES, Home, Servers, shared_redis
from config.supervisor import Supervisor, wait_healthy
from config.zones import (
    PREFERRED,
    ROOT,
    SEALER_TIMES,
    WITH_WORKERS,
    ZONES,
    Deployment,
    pages,
    sealers,
    standins,
    workers,
)

EXTRA = (
    *SEALER_TIMES,
    "SWEEP_SECONDS",
    "OUTBOX_CLAIM_SECONDS",
    "STANDIN_LATENCY_MS",
    "STANDIN_ERROR_RATE",
    "STANDIN_ANSWER_AFTER_MS",
    "STANDIN_PEOPLE",
    "STANDIN_SEED",
)


def main() -> None:
    parser = ArgumentParser(prog="python -m config.run", description=__doc__)
    parser.add_argument("--once", action="store_true", help="end after the walk")
    parser.add_argument("--no-walk", action="store_true", help="start without the walk")
    chosen = parser.parse_args()
    local = Path(os.environ.get("LOCAL_DIR", str(ROOT / ".local"))).resolve()
    (local / "logs").mkdir(parents=True, exist_ok=True)
    try:
        with Supervisor() as supervisor:
            _run(supervisor, local, is_walked=not chosen.no_walk, is_once=chosen.once)
    except CannotStart as sentence:
        sys.exit(str(sentence))
    finally:
        print(f"All ended; what was entered stays in {local.name}/ until `make reset`.", flush=True)


def _run(supervisor: Supervisor, local: Path, *, is_walked: bool, is_once: bool) -> None:
    began = time.monotonic()
    deployment = _prepare(supervisor, local)
    for child in (*standins(deployment), *pages(deployment), *workers(deployment), *sealers(deployment)):
        supervisor.start(child)
    for zone in ZONES:
        wait_healthy(f"{deployment.url(zone)}/health", 60)
    for name in ("resident", "network", "legacy"):
        wait_healthy(f"{deployment.url(name)}/health", 60)
    _tell(deployment, supervisor, time.monotonic() - began)
    status = _walk(deployment) if is_walked else 0
    print(f"Memory of everything together: {memory_in_use() // 1024 // 1024} MB", flush=True)
    if is_once or status:
        sys.exit(status)
    print("Ctrl-C ends everything.", flush=True)
    supervisor.stay()


def _prepare(supervisor: Supervisor, local: Path) -> Deployment:
    is_known = (local / "demo.json").exists()
    secrets = Secrets.load_or_make(local)
    servers = _servers(supervisor, local)
    (local / "run.json").unlink(missing_ok=True)  # only now: a running demo holds the servers' lock
    print("Using the demo data of an earlier run; `make reset` forgets it." if is_known else "Making the demo data…")
    bootstrap.prepare(secrets, servers)
    ports = _ports()
    extra = {name: os.environ[name] for name in EXTRA if name in os.environ}
    deployment = Deployment(local, secrets, servers, ports, extra, os.environ.get("CLAMD_URL", ""))
    accounts(local)  # made once, before two processes want them
    _together([_prepare_home(deployment, home) for home in HOMES])
    for home in HOMES:
        keys.install(secrets, servers, home)
    _together([_check(deployment, zone, worker=False) for zone in ZONES])
    _together([_check(deployment, zone, worker=True) for zone in WITH_WORKERS])
    return deployment


def _ports() -> dict[str, int]:
    wanted = {name: int(os.environ.get(f"{name.upper()}_PORT", port)) for name, port in PREFERRED.items()}
    ports = free_ports(wanted)
    for name in wanted:
        if ports[name] != wanted[name]:
            print(f"Port {wanted[name]} is taken: {name} is on {ports[name]}.")
    return ports


def _servers(supervisor: Supervisor, local: Path) -> Servers:
    """The servers named in the environment, by an administrator's login, or embedded ones."""
    given = {home: os.environ.get(f"{home.upper()}_DATABASE_URL", "") for home in HOMES}
    if not all(given.values()):
        cluster = Cluster(local / "postgres")
        supervisor.serve(cluster)
        given = {home: url or cluster.url() for home, url in given.items()}
    redis, broker = _redis(supervisor, local)
    return Servers(given["cases"], given["vault"], redis, broker)


def _redis(supervisor: Supervisor, local: Path) -> tuple[Mapping[str, str], Mapping[str, str]]:
    if url := os.environ.get("REDIS_URL", ""):
        return shared_redis(url, ZONES)
    servers = {zone: Redis(local / "redis", zone) for zone in ZONES}
    for server in servers.values():
        supervisor.serve(server)
    return (
        {zone: server.url() for zone, server in servers.items()},
        {zone: server.broker_url() for zone, server in servers.items()},
    )


def _prepare_home(deployment: Deployment, home: Home) -> "subprocess.Popen[bytes]":
    """Tables, walls, councils and the demo's people, as the owner of one database."""
    environment = plain_environment(
        **deployment.secrets.for_migrate(home, deployment.servers),
        DEMO="1",
        DJANGO_SETTINGS_MODULE="config.settings",
        KEYSETS_DIR=str(deployment.local / "keysets"),
    )
    words = ("manage.py", "prepare_home", "--demo", str(deployment.local))
    return _program(words, environment)


def _check(deployment: Deployment, zone: str, *, worker: bool) -> "subprocess.Popen[bytes]":
    """No zone is served while one of its walls is down."""
    words = ("manage.py", "check_walls")
    environment = deployment.environment(zone, worker=worker)
    return _program(words, environment)


def _program(words: tuple[str, ...], environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """In a session of its own, so that Ctrl-C reaches this process alone, which then ends it."""
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, *words], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )


def _together(programs: "list[subprocess.Popen[bytes]]") -> None:
    try:
        statuses = [program.wait() for program in programs]
    finally:
        for program in programs:
            if program.poll() is None:
                program.terminate()
                program.wait()
    if any(statuses):
        sys.exit("A zone could not be prepared; the lines above say why.")


def _tell(deployment: Deployment, supervisor: Supervisor, seconds: float) -> None:
    people = [asdict(account) for account in accounts(deployment.local)]
    names = ("resident", "network", "legacy")
    ready = {
        **{zone: deployment.url(zone) for zone in ZONES},
        "standins": {name: deployment.url(name) for name in names},
        "accounts": people,
        "pids": supervisor.pids(),
    }
    file = deployment.local / "run.json"
    file.touch(mode=0o600)
    file.write_text(json.dumps(ready, ensure_ascii=False, indent=1))
    print(f"\nYorisoi is up after {seconds:.1f} s. Demo: everybody and everything in it is invented.\n")
    for zone, name in zip(ZONES, ("窓口", "事務局", "照会"), strict=True):
        print(f"  {zone:8} {name}　{deployment.url(zone)}/")
    print("\n  zone     post              username   password          second factor (TOTP secret)")
    for each in people:
        print(f"  {each['zone']:8} {each['post']:17} {each['username']:10} {each['password']:17} {each['totp_secret']}")
    print(flush=True)


def _walk(deployment: Deployment) -> int:
    words = ("manage.py", "walk", str(deployment.local / "run.json"))
    environment = plain_environment(ZONE="all", DJANGO_SETTINGS_MODULE="config.settings", PYTHONUNBUFFERED="1")
    return subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, check=False).returncode  # noqa: S603 - our own program


if __name__ == "__main__":
    main()
