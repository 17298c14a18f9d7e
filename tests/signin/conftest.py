"""Signing in as the zone's own login, with data that is committed: no test transaction holds the context together."""

import psycopg
import pytest
from django.conf import settings as given
from django.core.cache import cache
from django.db import connection, connections

from config.demo import accounts
from tests.signin.visitor import Visitor


@pytest.fixture(autouse=True)
def as_pages(test_bed, django_db_setup, django_db_blocker):
    """The gate's run is its worker's; its pages have another login."""
    with django_db_blocker.unblock():
        cache.clear()
        before, key = dict(connection.settings_dict), given.CONTEXT_KEYS["default"]
        connection.close()
        home, role = given.HOME, given.ZONE
        connection.settings_dict.update(USER=role, PASSWORD=test_bed.secrets.passwords[role])
        given.CONTEXT_KEYS["default"] = bytes.fromhex(test_bed.secrets.context_keys[f"{role}@{home}"])
        yield
        connections.close_all()
        connection.settings_dict.update(before)
        given.CONTEXT_KEYS["default"] = key


@pytest.fixture
def visitor():
    return Visitor()


@pytest.fixture
def account(test_bed):
    """Somebody of the demo: account("aoba")."""
    return {each.username: each for each in accounts(test_bed.folder)}.__getitem__


@pytest.fixture
def ask(test_bed):
    """Looks, past all walls."""

    def run(query, *values):
        with psycopg.connect(test_bed.admin, dbname=given.HOME) as admin:
            return admin.execute(query, values).fetchone()

    return run


@pytest.fixture
def change(test_bed, fresh):
    """What an administrator would change, past all walls; fresh copies afterwards."""

    def run(statement, *values):
        with psycopg.connect(test_bed.admin, dbname=given.HOME) as admin:
            return admin.execute(statement, values).rowcount

    return run


@pytest.fixture
def staff_id(ask):
    return lambda username: ask("SELECT id FROM councils_staff WHERE username = %s", username)[0]


@pytest.fixture
def password_session(ask):
    """The hash that Django keeps in a session of this member of staff."""
    from councils.models import Staff

    def of(username):
        row = ask("SELECT id, password FROM councils_staff WHERE username = %s", username)
        return row[0], Staff(pk=row[0], password=row[1]).get_session_auth_hash()

    return of


@pytest.fixture
def browsers(account, password_session):
    """Makes browsers that have come so far: browsers("momiji", "password")() is one."""

    def of(username, stage):
        who = account(username)
        first = Visitor()
        if stage == "password":
            first.give_password(who)
        elif stage == "in":
            first.sign_in(who)
        elif stage == "half_way":
            first.tamper_half_way(*password_session(username))
        kept = first.client.session

        def again():
            visitor = Visitor()
            visitor.tamper(**dict(kept.items()))
            return visitor

        return again

    return of
