from contextlib import contextmanager

import pytest
from django.db import connection

from config.demo import TOKYO
from councils.administration.tasks import settle
from councils.permissions import PostKind
from councils.tenancy import Actor, system_of
from tests.acting import seated
from tests.councils.administration import acts
from tests.loans.pages.conftest import screen

__all__ = ["screen"]


@pytest.fixture
def seat(test_bed):
    """Sits down somebody who is not in the demo: `with seat(actor):`."""

    @contextmanager
    def sit(actor: Actor):
        with seated(test_bed, actor):
            yield actor

    return sit


@pytest.fixture
def wakana(desk):
    """A counsellor of 千代田区, invited and confirmed."""
    return acts.hired(desk).entry


@pytest.fixture
def as_of(seat):
    """Somebody of the roster in a post: `with as_of(entry, "counsellor"):`."""
    return lambda entry, kind: seat(
        Actor(entry.staff_id, entry.name, PostKind(kind), entry.council_id, entry.prefecture_id)
    )


@pytest.fixture
def settled(seat):
    """A new day, as the office's worker: how much there was to do."""

    def run():
        with seat(system_of(TOKYO)):
            return settle(TOKYO)

    return run


@pytest.fixture
def look(db):
    """Past all walls, in the test's own transaction."""

    def run(query, *values):
        with connection.cursor() as cursor:
            cursor.execute(query, values)
            return cursor.fetchall()

    return run


@pytest.fixture
def rights(look):
    return lambda entry: {
        (council, codename)
        for council, codename in look(
            "SELECT object_pk, codename FROM guardian_userobjectpermission"
            " JOIN auth_permission p ON p.id = permission_id WHERE user_id = %s",
            entry.staff_id,
        )
    }
