"""Every migration has its way back: to nothing and forward again, with rows there, the walls stand as before."""

import subprocess
import sys

import pytest
from django.db import connections

from config.servers import HOMES
from tests import bed
from tests.walls import seeding
from tests.walls.proofs import matrix

pytestmark = pytest.mark.zone("walls")

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' ORDER BY 1"
ROWS = {"cases": "SELECT count(*) FROM loans_application", "vault": "SELECT count(*) FROM councils_staff"}


@pytest.fixture
def run(test_bed):
    """A program of ours as the owner of one database."""

    def run(home, *words):
        zone = "office" if home == "cases" else "gate"
        environment = {**test_bed.environment(zone), **test_bed.secrets.for_migrate(home, test_bed.servers)}
        done = subprocess.run(
            [sys.executable, *words], cwd=bed.ROOT, env=environment, check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr[-3000:]

    return run


@pytest.fixture
def seeded(test_bed, fresh, django_db_blocker):
    """The vault has the demo's people, and no case is there yet."""

    def seed(home):
        if home == "cases":
            with django_db_blocker.unblock():
                seeding.committed(test_bed)
                connections.close_all()

    return seed


@pytest.mark.parametrize("home", HOMES)
def test_every_migration_goes_back_and_forth(seeded, run, test_bed, admin, home):
    seeded(home)
    past = admin(home, autocommit=True)
    assert past.execute(ROWS[home]).fetchone()[0] > 0

    run(home, "-m", "tests.walls.backwards")
    left = [name for (name,) in past.execute(TABLES)], [name for (name,) in past.execute(SCHEMAS)]
    run(home, "manage.py", "migrate", "-v0")

    assert left == (["django_migrations"], ["public"])
    assert matrix.at_the_gate(test_bed) == []
