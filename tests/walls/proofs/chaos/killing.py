"""What is killed, by SIGKILL, and started again as whoever keeps it running would."""

import os
import signal

import psycopg

from tests.walls.proofs.chaos.world import World


def worker(world: World) -> None:
    world.kill_worker()
    world.start_worker()


def redis(world: World) -> None:
    """It keeps nothing: every bell in it is gone."""
    process = world.redis._running
    if process is not None:
        process.kill()
        process.wait()
    world.redis.stop()
    world.redis.start()


def postgres(world: World) -> None:
    """A backend dies by SIGKILL: the server ends every connection at once and recovers from its log."""
    with world.admin() as admin:
        [pid] = admin.execute("SELECT pg_backend_pid()").fetchone()
        os.kill(pid, signal.SIGKILL)
        try:
            admin.execute("SELECT 1")
        except psycopg.Error:
            return


def standin(world: World) -> None:
    world.network.kill()
    world.network.start()


ALL = (worker, redis, postgres, standin)
