"""Fixtures of the runs that have databases: connections of the real logins, and staff of the demo to act as."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connections

from config.secrets import Secrets
from config.servers import Servers
from councils.tenancy import Actor
from tests import bed
from tests.acting import actor_of, seated


@pytest.fixture(scope="session")
def test_bed() -> bed.Bed:
    return bed.opened()


@pytest.fixture(scope="session")
def secrets(test_bed) -> Secrets:
    return test_bed.secrets


@pytest.fixture(scope="session")
def servers(test_bed) -> Servers:
    return test_bed.servers


@pytest.fixture(scope="session")
def django_db_setup(test_bed):
    """The copies are made by tests/run.py: no role here may create a database."""
    yield
    connections.close_all()


@pytest.fixture
def fresh(test_bed):
    """For a test that commits: it gets new copies afterwards, since no role may empty a table."""
    yield
    connections.close_all()
    bed.copy(test_bed)


@pytest.fixture
def login(test_bed):
    """Opens a connection as a real login role: login("counter", "cases")."""
    opened = []

    def open_as(role: str, home: str, **options) -> psycopg.Connection:
        url = test_bed.secrets.login_url(role, home, test_bed.servers)
        opened.append(psycopg.connect(url, **options))
        return opened[-1]

    yield open_as
    for each in opened:
        each.close()


@pytest.fixture
def staff(db, test_bed):
    """A member of the demo's staff in the post: staff("aoba")."""
    return lambda username: actor_of(test_bed, username)


@pytest.fixture
def desk(db, staff, test_bed):
    """Sits somebody down at their zone: `with desk("aoba") as by:` acts as that login, in that post."""

    @contextmanager
    def sit(username: str) -> Iterator[Actor]:
        actor = staff(username)
        with seated(test_bed, actor):
            yield actor

    return sit


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch):
    """Nothing here speaks to the world."""
    import socket

    real = socket.socket.connect

    def connect(self, address):
        if isinstance(address, tuple) and not str(address[0]).startswith(("127.", "::1", "localhost")):
            raise RuntimeError(f"a test wants to reach {address[0]}")
        return real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
