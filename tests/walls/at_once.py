"""Two logins at the same moment, one after the other at a place where both must wait."""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import psycopg

from tests.walls.contexts import Desk, Who

WAITS = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid = %s"
MOST_SECONDS = 20

Act = tuple[Desk, Who, str, Iterable[Any]]


def committed(act: Act) -> list[tuple[Any, ...]]:
    """One transaction in that post, kept."""
    desk, who, statement, values = act
    with desk.connection.transaction():
        desk.enter(who)
        done = desk.connection.execute(statement, values)
        return done.fetchall() if done.description else []


def started(pool: ThreadPoolExecutor, act: Act, watching: psycopg.Connection) -> "Future[list[tuple[Any, ...]]]":
    """Under way, and by now waiting for a lock, or done."""
    running = pool.submit(committed, act)
    until(lambda: running.done() or is_waiting(act[0], watching))
    return running


def until(is_so: Callable[[], bool]) -> None:
    ends = time.monotonic() + MOST_SECONDS
    while not is_so():
        assert time.monotonic() < ends, "nothing came of it"
        time.sleep(0.01)


def is_waiting(desk: Desk, watching: psycopg.Connection) -> bool:
    return watching.execute(WAITS, [desk.connection.info.backend_pid]).fetchone() != (0,)
