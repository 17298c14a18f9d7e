"""A gate of its own: Celery's worker and beat, a Redis and a stand-in that remembers, all of which may be killed."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import DatabaseError, connections

from config.demo import TOKYO
from config.embedded import Redis
from councils.outbox import box
from councils.permissions import PostKind
from councils.tenancy import Actor, system_of, transaction_for
from inquiry.codes import Kind
from inquiry.officer.actions import ask
from inquiry.officer.refusals import AllAsked
from inquiry.standin.people import Household, Person
from inquiry.standin.population import population
from inquiry.vault import seals
from inquiry.vault.actions.take_up import take_up
from inquiry.vault.keysets import make_keyset
from inquiry.vault.models import Person as Asked
from inquiry.vault.models import Sealed
from tests import bed
from tests.inquiry.vault.limits import limit
from tests.inquiry.vault.logins import Logins
from tests.inquiry.vault.slips import Slip
from tests.walls.proofs.chaos.standin import Network

T = TypeVar("T")
# of four people one is the first of a household that answers
PEOPLE_PER_ORDER = 4
KINDS = (Kind.TAX, Kind.HOUSEHOLD)
SEXES = {"男": "M", "女": "F"}
CELERY = (sys.executable, "-m", "celery", "-A", "config.celery", "--quiet")
WORKER = ("worker", "--pool", "threads", "--concurrency", "4", "--without-gossip", "--without-mingle", "-l", "ERROR")


@dataclass
class World:
    """asked: whose order each is."""

    bed: bed.Bed
    logins: Logins
    officer: Actor
    redis: Redis
    network: Network
    folder: Path
    asked: dict[UUID, tuple[Household, Person]]
    unclicked: list[UUID] = field(default_factory=list)
    clicked: int = 0
    worker: "subprocess.Popen[bytes] | None" = None

    def admin(self) -> psycopg.Connection:
        """A server that recovers refuses for a moment."""
        return again(lambda: psycopg.connect(self.bed.admin, dbname="vault", autocommit=True))

    def click_some(self, count: int) -> None:
        for _ in range(count):
            if self.unclicked:
                self._click(self.unclicked.pop())

    def click_all(self) -> None:
        while self.unclicked:
            self._click(self.unclicked.pop())

    def start_worker(self) -> None:
        environment = {
            **os.environ,
            "REDIS_URL": self.redis.url(),
            "BROKER_URL": self.redis.broker_url(),
            "INFORMATION_NETWORK_URL": self.network.url,
        }
        with (self.folder / "worker.log").open("ab") as told:
            words = [*CELERY, *WORKER, "--beat", "--schedule", str(self.folder / "beat")]
            self.worker = subprocess.Popen(words, cwd=bed.ROOT, env=environment, stdout=told, stderr=told)

    def kill_worker(self) -> None:
        if self.worker is not None:
            self.worker.send_signal(signal.SIGKILL)
            self.worker.wait()

    def move_the_clock_on(self) -> None:
        """By the minute after which what was on its way is lost and a claim lapses; nothing is on its way meanwhile."""
        self.kill_worker()
        with self.admin() as admin:
            for statement in (
                "UPDATE inquiry_vault_inquiry SET asked_at = asked_at - interval '61 seconds', next_at = now()",
                "UPDATE councils_outboxrow SET next_at = now() WHERE settled_at IS NULL",
            ):
                admin.execute(statement)
        self.start_worker()

    def _click(self, order_id: UUID) -> None:
        """An officer presses again where the page failed; the rows of a click are there once."""

        def clicked() -> None:
            with suppress(AllAsked), self.logins.pages(), transaction_for(self.officer):
                ask.ask_everyone(order_id, by=self.officer)

        again(clicked)
        self.clicked += 1


@contextmanager
def made(given: bed.Bed, count: int) -> Iterator[World]:
    """Orders written and their people known, nothing clicked yet, the worker running."""
    people = max(400, PEOPLE_PER_ORDER * count)
    folder = Path(tempfile.mkdtemp(prefix="yorisoi-chaos-"))
    folder.chmod(0o711)
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        network = stack.enter_context(Network.running(folder, _free_port(), people))
        settings.INFORMATION_NETWORK_URL = network.url
        redis = Redis(folder / "redis", "chaos")
        redis.start()
        stack.callback(redis.stop)
        logins = Logins(given.secrets, given.servers)
        limit(logins.administrator("vault"), None)
        _keep_commits(given)
        make_keyset(TOKYO, date(2026, 11, 1))
        world = World(given, logins, _officer(given), redis, network, folder, {})
        _order(world, count, people)
        world.start_worker()
        stack.callback(world.kill_worker)
        yield world


def again(act: Callable[[], T], seconds: float = 30) -> T:
    """What a person does whose page failed: the same again."""
    until = time.monotonic() + seconds
    while True:
        try:
            return act()
        except (DatabaseError, psycopg.Error):
            connections.close_all()
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def _keep_commits(given: bed.Bed) -> None:
    """As every server of a deployment does: that of the tests loses the last commits of a crash, for speed."""
    with psycopg.connect(given.admin, autocommit=True) as admin:
        for home in ("cases", "vault"):
            admin.execute(f"ALTER DATABASE {home} SET synchronous_commit = 'on'")


def _order(world: World, count: int, many: int) -> None:
    slip = Slip(world.logins)
    people = _people(many)
    for _ in range(count):
        household, person = next(people)
        facts = {
            "name": person.name,
            "kana": person.kana,
            "born": person.born,
            "sex": SEXES[person.sex],
            "address": household.address,
            "relation": "self",
        }
        world.asked[slip.order([facts], kinds=KINDS)] = household, person
    while take_up(TOKYO):
        pass
    _fix(world)
    world.unclicked = list(world.asked)


def _fix(world: World) -> None:
    """Everybody is who the slip says, as an identification would have left it: the drill is what follows."""
    with transaction_for(system_of(TOKYO)):
        while rows := box.claim("identify", at_most=500):
            box.settle_each(rows)
        for person in Asked.objects.all():
            _, registered = world.asked[person.order_id]
            content = {"number": registered.number, "resident_code": registered.resident_code}
            seals.seal(person, Sealed.What.NUMBER, content)
        Asked.objects.update(link=Asked.Link.LINKED)


def _people(many: int) -> Iterator[tuple[Household, Person]]:
    """The first of each household that answers."""
    for household in population(many, 1).households:
        if household.conduct.value == "answers":
            yield household, household.members[0]


def _officer(given: bed.Bed) -> Actor:
    with psycopg.connect(given.admin, dbname="vault") as vault:
        row = vault.execute("SELECT id, name FROM councils_staff WHERE username = 'shirabe'").fetchone()
    return Actor(row[0], row[1], PostKind.INQUIRY_OFFICER, TOKYO, TOKYO)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
