"""Sitting down at a desk: one transaction that is the counter's login, then the office's, as in a case's life."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.db import connection

from config.secrets import LOGINS
from councils.permissions import PostKind
from councils.tenancy import Actor, acting_for, enter
from tests.bed import Bed

COUNTER_POSTS = (PostKind.COUNSELLOR, PostKind.COUNTER_CHIEF)


def role_of(actor: Actor) -> str:
    return "counter" if actor.post in COUNTER_POSTS else "office"


def actor_of(bed: Bed, username: str) -> Actor:
    """Looked up outside the test's transaction, past all walls: a test may know everybody."""
    with psycopg.connect(bed.admin, dbname="cases") as found:
        row = found.execute(
            "SELECT s.id, s.name, p.kind, p.council_id, c.prefecture_id FROM councils_staff s"
            " JOIN councils_post p ON p.staff_id = s.id JOIN councils_council c ON c.code = p.council_id"
            " WHERE s.username = %s",
            [username],
        ).fetchone()
    return Actor(row[0], row[1], PostKind(row[2]), row[3], row[4])


def is_past_all_walls() -> bool:
    """Whether this connection may take another login's place: in the parts "stages" and "walls"."""
    return connection.settings_dict["USER"] not in LOGINS


def sit_down(actor: Actor) -> None:
    """Takes the login's place again, after somebody else's turn in between."""
    past_the_pages(f"SET LOCAL SESSION AUTHORIZATION {role_of(actor)}")
    enter(actor)


@contextmanager
def seated(bed: Bed, actor: Actor) -> Iterator[None]:
    """SET SESSION AUTHORIZATION to the zone's login, with its own context key, until the block ends."""
    role, kept = role_of(actor), dict(settings.CONTEXT_KEYS)
    settings.CONTEXT_KEYS["default"] = bytes.fromhex(bed.secrets.context_keys[f"{role}@cases"])
    try:
        past_the_pages(f"SET LOCAL SESSION AUTHORIZATION {role}")
        with acting_for(actor):
            yield
    finally:
        settings.CONTEXT_KEYS.update(kept)
    past_the_pages("RESET SESSION AUTHORIZATION")


def past_the_pages(statement: str, *values: object) -> None:
    """By the driver's own cursor: that of the pages takes no such statement."""
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(statement, values)
