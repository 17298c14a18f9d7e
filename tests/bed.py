"""The test bed: one throw-away cluster for a whole run of `make test`, with a template of each database.

A run of pytest gets copies named `cases` and `vault`; a test that commits may ask for fresh ones. Rights on a
database are not copied with its template, so they are granted again.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from config import bootstrap, keys
from config.demo import accounts
from config.embedded import Cluster, Redis, plain_environment
from config.secrets import Secrets
from config.servers import HOMES, Servers
from tests import kept_bed

ROOT = Path(__file__).resolve().parent.parent
ZONES = ("counter", "office", "gate")


@dataclass(frozen=True)
class Bed:
    """Where the test databases are, for the process that made them and for every pytest process."""

    folder: Path
    admin: str
    redis: Mapping[str, str]
    broker: Mapping[str, str]

    @property
    def secrets(self) -> Secrets:
        return Secrets.load_or_make(self.folder)

    @property
    def servers(self) -> Servers:
        return Servers(self.admin, self.admin, self.redis, self.broker)

    def environment(self, zone: str, *, worker: bool = False) -> dict[str, str]:
        return plain_environment(
            **self.secrets.for_zone(zone, self.servers, worker=worker),
            KEYSETS_DIR=str(self.folder / "keysets"),
            TOMBSTONES_DIR=str(self.folder / "tombstones"),
            DEMO="1",
            DJANGO_SETTINGS_MODULE="config.settings",
            TEST_BED=str(self.folder / "bed.json"),
            SWEEP_SECONDS="1",
        )

    def save(self) -> None:
        facts = {"admin": self.admin, "redis": dict(self.redis), "broker": dict(self.broker)}
        (self.folder / "bed.json").write_text(json.dumps(facts))


def opened() -> Bed:
    """The bed that this pytest process was given."""
    file = Path(os.environ["TEST_BED"])
    return Bed(file.parent, **json.loads(file.read_text()))


@contextmanager
def running(prefix: str) -> Iterator[Bed]:
    """A bed and everything under it, which ends with the block."""
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    folder.chmod(0o711)
    cluster = Cluster(folder / "postgres", durable=False)
    redis = {zone: Redis(folder / "redis", zone) for zone in ZONES}
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        for server in redis.values():
            server.start()
            stack.callback(server.stop)
        stack.callback(cluster.stop)
        with kept_bed.one_at_a_time() as kept:
            is_made = kept_bed.take(kept, folder)
            cluster.start()
            made = _of(folder, cluster, redis)
            if not is_made:
                make(made)
                cluster.stop()
                kept_bed.keep(folder, kept)
                cluster.start()
        copy(made)
        yield made


def environment_of(bed: Bed, run: str) -> dict[str, str]:
    """What a process is given that runs as this zone; "stages" and "walls" go past them.

    Both desks in one rolled-back transaction: a superuser's connection that takes each login's place in turn.
    """
    if run in ("stages", "walls"):
        past = bed.admin.replace("/postgres?", "/cases?")
        return _given({**bed.environment("office"), "CASES_DATABASE_URL": past})
    return _given(bed.environment(run.removesuffix("_worker"), worker=run.endswith("_worker")))


def _given(environment: Mapping[str, str]) -> dict[str, str]:
    """Nothing of the caller's own that names a server."""
    return {**{name: value for name, value in os.environ.items() if not name.endswith("_URL")}, **environment}


def _of(folder: Path, cluster: Cluster, redis: Mapping[str, Redis]) -> Bed:
    """Where this one is; written down for the processes that will use it."""
    bed = Bed(
        folder,
        cluster.url(),
        {zone: server.url() for zone, server in redis.items()},
        {zone: server.broker_url() for zone, server in redis.items()},
    )
    bed.save()
    return bed


def make(bed: Bed) -> None:
    """Roles, templates with every migration and the demo's people: what `kept_bed` keeps."""
    accounts(bed.folder)  # made once, before two processes want them
    bootstrap.prepare(bed.secrets, bed.servers)
    programs = [_prepare_home(bed, home) for home in HOMES]
    if any(status for status in [program.wait() for program in programs]):
        sys.exit("the test databases could not be made")
    for home in HOMES:
        keys.install(bed.secrets, bed.servers, home)
        _as_admin(bed, "ALTER DATABASE {} RENAME TO {}", home, f"{home}_template")


def copy(bed: Bed) -> None:
    """Fresh `cases` and `vault`."""
    for home in HOMES:
        _as_admin(bed, "DROP DATABASE IF EXISTS {} WITH (FORCE)", home)
        _as_admin(bed, "CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", home, f"{home}_template")
        bootstrap.grant_database(bed.admin, home, home)
    open_vault(bed)


def open_vault(bed: Bed) -> None:
    """A copy shows no value until its tombstones were replayed; these copies have none."""
    with psycopg.connect(bed.admin, dbname="vault", autocommit=True) as vault:
        vault.execute("SELECT walls.open_database()")


def _prepare_home(bed: Bed, home: str) -> "subprocess.Popen[bytes]":
    environment = {
        **bed.environment("office" if home == "cases" else "gate"),
        **bed.secrets.for_migrate(home, bed.servers),
    }
    words = [sys.executable, "manage.py", "prepare_home", "--demo", str(bed.folder)]
    return subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


def _as_admin(bed: Bed, statement: str, *names: str) -> None:
    with psycopg.connect(bed.admin, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
