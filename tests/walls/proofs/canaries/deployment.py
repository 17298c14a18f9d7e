"""The demo from outside and past all walls: its databases, its Redis, its processes and its secrets."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import psycopg
from psycopg import sql
from redis import Redis

from config.embedded.postgres import SUPERUSER
from config.secrets import ZONES, Secrets
from config.servers import Home, as_login
from tests.config.living import children_of
from tests.journeys.demo import Demo

DATABASES = 2  # sessions and doorbells


@dataclass(frozen=True)
class Deployment:
    demo: Demo

    @property
    def folder(self) -> Path:
        return self.demo.folder

    @cached_property
    def secrets(self) -> Secrets:
        return Secrets.load_or_make(self.folder)

    def administrator(self, home: Home) -> psycopg.Connection:
        password = (self.folder / "postgres" / "postgres.password").read_text().strip()
        server = self.environment("office-web")["CASES_DATABASE_URL"]
        return psycopg.connect(as_login(server, SUPERUSER, password, home), autocommit=True)

    def tables(self, home: Home) -> Iterator[tuple[str, bytes]]:
        """Every table as `COPY` writes it, by name."""
        with self.administrator(home) as admin:
            names = admin.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace::regnamespace::text"
                " NOT IN ('pg_catalog', 'information_schema', 'pg_toast') ORDER BY 1"
            ).fetchall()
            for (name,) in names:
                yield name, _copied(admin, name)

    def redis(self, zone: str) -> bytes:
        """Every key of every database of the zone's Redis, with what it holds."""
        url = self.environment(f"{zone}-web")["REDIS_URL"].rpartition("?")[0]
        parts: list[bytes] = []
        for number in range(DATABASES):
            with Redis.from_url(f"{url}?db={number}") as server:
                for key in server.scan_iter(count=1_000):
                    parts += [key, *_held(server, key)]
        return b"\n".join(parts)

    def environment(self, name: str) -> dict[str, str]:
        pid = json.loads((self.folder / "run.json").read_text())["pids"][name]
        return _pairs(Path(f"/proc/{pid}/environ").read_bytes())

    def processes(self) -> Iterator[tuple[str, int]]:
        """Each child by name, and what it has started itself; not the one that started them all."""
        for name, pid in json.loads((self.folder / "run.json").read_text())["pids"].items():
            for each in (pid, *_under(pid)):
                yield name, each

    def zones(self) -> tuple[str, ...]:
        return ZONES


def _copied(admin: psycopg.Connection, name: str) -> bytes:
    schema = admin.execute(
        "SELECT relnamespace::regnamespace::text FROM pg_class WHERE relname = %s AND relkind = 'r' LIMIT 1", [name]
    ).fetchone()
    assert schema
    statement = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(schema[0], name))
    with admin.cursor() as cursor, cursor.copy(statement) as copied:
        return b"".join(bytes(each) for each in copied)


def _held(server: Redis, key: bytes) -> list[bytes]:
    match server.type(key):
        case b"string":
            return [server.get(key) or b""]
        case b"list":
            return list(server.lrange(key, 0, -1))
        case b"set":
            return list(server.smembers(key))
        case b"hash":
            return [part for pair in server.hgetall(key).items() for part in pair]
        case b"zset":
            return list(server.zrange(key, 0, -1))
        case b"none":  # has ended between the listing and the look
            return []
        case other:
            raise AssertionError(f"Redis holds a {other!r}, which nobody looks into")


def _pairs(environment: bytes) -> dict[str, str]:
    return dict(part.decode().split("=", 1) for part in environment.split(b"\0") if b"=" in part)


def _under(pid: int) -> list[int]:
    try:
        children = children_of(pid)
    except OSError:  # ended meanwhile, as a server's own helpers do
        return []
    return [*children, *(each for child in children for each in _under(child))]
