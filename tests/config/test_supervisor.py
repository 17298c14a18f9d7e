"""Children under supervision, as real processes."""

import os
import signal
import time

import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from config import supervisor as module
from config import watched
from config.embedded import CannotStart, Child, Redis, plain_environment
from config.machine import free_ports, memory_in_use
from config.supervisor import Supervisor, wait_healthy

from .living import children_of, eventually, is_alive, kill_dead, run_until_told

PARENT = """
import sys, pathlib
from config.embedded import Child, plain_environment
from config.supervisor import Supervisor
with Supervisor() as supervisor:
    supervisor.start(Child("sleeper", ("sleep", "60"), pathlib.Path(sys.argv[1]), env=plain_environment()))
    print(supervisor.pids()["sleeper"], flush=True)
    supervisor.stay()
"""


@pytest.fixture
def shell(tmp_path):
    """A child of one line of shell."""

    def make(line, name="child", **env):
        return Child(name, ("sh", "-c", line), tmp_path / f"{name}.log", env=plain_environment(**env))

    return make


@pytest.fixture
def said():
    return []


def test_a_dead_child_is_started_again_and_this_is_said(shell, said):
    with Supervisor(said.append) as supervisor:
        supervisor.start(shell("exec sleep 60"))
        first = supervisor.pids()["child"]
        os.kill(first, signal.SIGKILL)

        assert eventually(lambda: is_alive(supervisor.pids()["child"]) and supervisor.pids()["child"] != first)

    assert said[0] == "child ended (signal SIGKILL) and is started again in 0.2 s."


def test_a_child_that_keeps_dying_ends_the_run_with_the_tail_of_its_log(shell, said, monkeypatch):
    monkeypatch.setattr(watched, "FIRST_PAUSE", 0.01)
    pids = {}

    def run():
        with Supervisor(said.append) as supervisor:
            supervisor.start(shell("exec sleep 60", name="other"))
            pids.update(supervisor.pids())
            supervisor.start(shell("echo no such table; exit 3"))
            supervisor.stay()

    with pytest.raises(SystemExit, match=r"(?s)died 5 times .*\(exit status 3\).*no such table"):
        run()

    assert len(said) == 8  # four deaths and four new starts; the fifth death is the end
    assert not is_alive(pids["other"])


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_to_the_parent_ends_every_child(shell, number, status):
    pids = {}

    def run():
        with Supervisor() as supervisor:
            supervisor.start(shell("exec sleep 60", name="first"))
            supervisor.start(shell("exec sleep 60", name="second"))
            pids.update(supervisor.pids())
            os.kill(os.getpid(), number)
            supervisor.stay()

    with pytest.raises(SystemExit) as ended:
        run()

    assert ended.value.code == status
    assert len(pids) == 2
    assert not any(map(is_alive, pids.values()))


def test_a_killed_parent_leaves_no_orphan(tmp_path):
    parent, sleeper = run_until_told(PARENT, tmp_path / "sleeper.log")

    kill_dead(parent)

    assert eventually(lambda: not is_alive(int(sleeper)))


def test_a_child_that_was_started_again_does_not_outlive_a_killed_parent_either(tmp_path):
    parent, sleeper = run_until_told(PARENT, tmp_path / "sleeper.log")
    os.kill(int(sleeper), signal.SIGKILL)
    assert eventually(lambda: children_of(parent.pid) not in ([], [int(sleeper)]))
    again = children_of(parent.pid)[0]

    kill_dead(parent)

    assert eventually(lambda: not is_alive(again))


def test_what_does_not_end_when_asked_is_killed_with_what_it_started(shell, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "END_WITHIN", 0.3)
    grandchild = tmp_path / "grandchild"

    with Supervisor() as supervisor:
        supervisor.start(shell(f"trap '' TERM; sleep 60 & echo $! > {grandchild}; wait"))
        assert eventually(lambda: grandchild.exists() and grandchild.read_text().strip())
        stubborn = supervisor.pids()["child"]

    assert not is_alive(stubborn)
    assert eventually(lambda: not is_alive(int(grandchild.read_text())))


class Ground:
    """A service that takes a moment to end."""

    def __init__(self, child):
        self.child = child
        self.is_released = False

    def prepare(self):
        return self.child

    def wait(self):
        assert eventually(self.child.log.read_text)

    def release(self):
        self.is_released = True


def test_services_end_after_everything_that_stands_on_them(shell, tmp_path):
    ends = tmp_path / "ends"
    line = f"trap 'echo $NAME >> {ends}; exit' TERM; echo up; while :; do sleep 0.05; done"
    ground, floor = (Ground(shell(line, name=name, NAME=name)) for name in ("ground", "floor"))

    with Supervisor() as supervisor:
        supervisor.serve(ground)
        supervisor.serve(floor)
        supervisor.start(shell(line, name="web", NAME="web"))
        assert eventually((tmp_path / "web.log").read_text)

    assert ends.read_text().split() == ["web", "floor", "ground"]
    assert ground.is_released


def test_a_killed_redis_answers_again_under_the_same_address(tmp_path, said):
    server = Redis(tmp_path / "redis", "office")

    with Supervisor(said.append) as supervisor:
        supervisor.serve(server)
        client = redis.from_url(server.url(), retry=Retry(NoBackoff(), 0))
        client.set("lost", 1)
        os.kill(supervisor.pids()["redis-office"], signal.SIGKILL)
        assert eventually(lambda: "runs again" in said[-1] if said else False)
        server.wait()

        assert client.get("lost") is None
        client.close()


def test_only_the_environment_that_was_given_reaches_a_child(shell, monkeypatch):
    monkeypatch.setenv("VAULT_DATABASE_URL", "postgresql://secret")
    child = shell("env", ZONE="counter")

    child.start().wait()

    assert "ZONE=counter" in child.log.read_text()
    assert "VAULT_DATABASE_URL" not in child.log.read_text()


def test_healthy_is_a_page_that_answers(shell):
    port = free_ports({"web": 18_400})["web"]
    with Supervisor() as supervisor:
        supervisor.start(shell(f"exec python3 -m http.server {port} --bind 127.0.0.1"))
        wait_healthy(f"http://127.0.0.1:{port}/", seconds=10)

        with pytest.raises(CannotStart, match=r"/absent did not come up within 0 s \(last status: 404\)"):
            wait_healthy(f"http://127.0.0.1:{port}/absent", seconds=0.2)
        taken = free_ports({"counter": port, "office": port})

    assert sorted(taken.values()) == [port + 1, port + 2]


def test_memory_counts_descendants(shell):
    before = memory_in_use()

    with Supervisor() as supervisor:
        supervisor.start(
            shell("exec python3 -c \"block = 'x' * 50_000_000; import time; print(1, flush=True); time.sleep(60)\"")
        )
        assert eventually(lambda: memory_in_use() > before + 45_000_000)

    assert memory_in_use() < before + 20_000_000


def test_the_signals_of_the_caller_are_as_before(shell):
    before = signal.getsignal(signal.SIGTERM)
    started = time.monotonic()

    with Supervisor() as supervisor:
        supervisor.start(shell("exec sleep 60"))

    assert signal.getsignal(signal.SIGTERM) is before
    assert time.monotonic() - started < 3
