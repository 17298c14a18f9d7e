"""What the wall tests share: contexts of a test's own signing, and committed cases of several councils."""

from copy import deepcopy

import psycopg
import pytest

from tests import bed
from tests.walls import seeding
from tests.walls.contexts import Desk


@pytest.fixture
def admin(test_bed):
    """Past all walls: to look at what is there."""

    opened = []

    def connect(home: str, **options) -> psycopg.Connection:
        opened.append(psycopg.connect(test_bed.admin, dbname=home, **options))
        return opened[-1]

    yield connect
    for each in opened:
        each.close()


@pytest.fixture(scope="session")
def seeded(test_bed, django_db_setup, django_db_blocker):
    """Made once for the run: it takes seconds, and a copy a tenth of one."""
    from django.db import connections

    with django_db_blocker.unblock():
        made = seeding.committed(test_bed)
        connections.close_all()
    bed.keep(test_bed, "seeded")
    return made


@pytest.fixture(scope="module")
def cases(seeded, test_bed, django_db_blocker):
    """Cases of three councils in two prefectures, made by the real actions and committed; fresh copies afterwards."""
    from django.db import connections

    bed.copy(test_bed, "seeded")
    with django_db_blocker.unblock():
        yield deepcopy(seeded)
        connections.close_all()
    bed.copy(test_bed)


@pytest.fixture
def desk_of(login, secrets):
    """A real login with a signed context: `with desk_of("counter").acting(CHIYODA_COUNSELLOR) as run:`."""
    return lambda role, home="cases": Desk(login(role, home), bytes.fromhex(secrets.context_keys[f"{role}@{home}"]))
