"""A server that dies at once after a showing, though the session did not wait for the disk: the record is there."""

import os
import random
import shutil
import signal
import tempfile
from contextlib import ExitStack
from pathlib import Path

from config.embedded import Cluster, Redis
from tests import bed
from tests.walls.proofs import Outcome
from tests.walls.proofs.disclosures.schedules import Attempt, committed_without_waiting, plainly
from tests.walls.proofs.disclosures.world import KINDS, World, made

SHOWN_A_ROUND = 10


def tried(rounds: int) -> Outcome:
    """On a durable cluster of its own: those of the tests do not wait for any disk."""
    folder = Path(tempfile.mkdtemp(prefix="yorisoi-crash-"))
    folder.chmod(0o711)
    outcome, kept = Outcome(), os.environ.get("KEYSETS_DIR", "")
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        cluster = Cluster(folder / "postgres")
        redis = {zone: Redis(folder / "redis", zone) for zone in bed.ZONES}
        for service in (cluster, *redis.values()):
            service.start()
            stack.callback(service.stop)
        given = bed.make(folder, cluster, redis)
        world = made(given)
        for seed in range(rounds):
            outcome += _round(world, cluster, random.Random(seed))
    assert kept == os.environ.get("KEYSETS_DIR", "")
    return outcome


def _round(world: World, cluster: Cluster, chance: random.Random) -> Outcome:
    outcome, attempts = Outcome(), []
    with world.desks() as desks, world.admin() as admin:
        for _ in range(SHOWN_A_ROUND):
            attempt = Attempt(desks, admin, chance, chance.choice(world.persons), [chance.choice(KINDS)], "crash")
            committed_without_waiting(attempt)
            plainly(attempt)
            attempts.append(attempt)
        _crash(cluster)
    cluster.start()
    with world.admin() as admin:
        for attempt in attempts:
            outcome.count("runs")
            for shown in attempt.shown:
                outcome.count("shown")
                if not world.is_logged(admin, shown):
                    outcome.count("unlogged")
                    outcome.faults.append("a value was shown whose record did not outlive a crash")
    return outcome


def _crash(cluster: Cluster) -> None:
    """An immediate stop of the server, without a checkpoint."""
    [file] = cluster.folder.rglob("postmaster.pid")
    os.kill(int(file.read_text().split()[0]), signal.SIGQUIT)
    cluster.stop()
