"""A sealer of the real login with an anchor of its own, and rows as the database's own function writes them."""

import psycopg
import pytest

from councils.trail.sealer import Sealer
from tests.walls.contexts import COUNSELLOR, Desk


@pytest.fixture
def sealer(test_bed, fresh, tmp_path):
    return Sealer(
        test_bed.secrets.login_url("sealer", "cases", test_bed.servers), "cases", (tmp_path / "one", tmp_path / "two")
    )


@pytest.fixture
def sealing(sealer):
    with psycopg.connect(sealer.url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def admin(test_bed, sealer):
    with psycopg.connect(test_bed.admin, dbname="cases", autocommit=True) as connection:
        yield connection


@pytest.fixture
def writer(test_bed, sealer):
    """Opens a connection of the counter in a transaction that is a counsellor's."""
    opened = []

    def open_one(who=COUNSELLOR) -> psycopg.Connection:
        connection = psycopg.connect(test_bed.secrets.login_url("counter", "cases", test_bed.servers))
        opened.append(connection)
        Desk(connection, bytes.fromhex(test_bed.secrets.context_keys["counter@cases"])).enter(who)
        return connection

    yield open_one
    for each in opened:
        each.close()


def write(connection: psycopg.Connection, verb: str = "viewed") -> None:
    connection.execute("SELECT walls.trail(%s, gen_random_uuid(), NULL, '{members}', '', 'done')", [verb])
