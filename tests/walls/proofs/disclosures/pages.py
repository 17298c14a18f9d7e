"""The real page: a trail that is locked, or fails at the commit, shows nothing and answers soon."""

import logging
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
from django.db import close_old_connections, connections
from django.test.utils import setup_test_environment, teardown_test_environment

from tests.bed import Bed
from tests.walls.proofs import Outcome
from tests.walls.proofs.disclosures.schedules import OPEN
from tests.walls.proofs.disclosures.world import SECRET_NAME, World
from tests.walls.proofs.injection.attempts import signed_in

MOST_SECONDS = 3.0
_FAILS_AT_COMMIT = """
CREATE FUNCTION public.late() RETURNS trigger LANGUAGE plpgsql AS
  $$BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END$$;
CREATE CONSTRAINT TRIGGER late AFTER INSERT ON councils_trailrow DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION public.late()
"""


def tried(bed: Bed, world: World, rounds: int) -> Outcome:
    setup_test_environment()
    logging.disable(logging.CRITICAL)  # each of these answers is expected
    outcome = Outcome()
    try:
        client = signed_in(bed, "shirabe")
        _cover(client, world)
        for _ in range(rounds):
            outcome += _round(world, client)
    finally:
        connections.close_all()
        logging.disable(logging.NOTSET)
        teardown_test_environment()
    return outcome


def _cover(client: object, world: World) -> None:
    """The factor was given just now for the order of the person that is asked about."""
    from councils.signin.stepup import SESSION_KEY, digest_of  # once Django is there
    from inquiry.officer.views.looks import LOOKS

    with world.admin() as admin:
        order = admin.execute("SELECT order_id FROM inquiry_vault_person WHERE id = %s", [world.persons[0].id])
        items = [str(order.fetchone()[0])]
    session = client.session
    session[SESSION_KEY] = {LOOKS: {"at": time.time(), "items": items, "digest": digest_of(LOOKS, items)}}
    session.save()


def _round(world: World, client: object) -> Outcome:
    """As it should be, locked, then failing at the commit; the intent is a new one each time."""
    outcome = Outcome()
    _ask(outcome, client, _intent(world), status=200, is_shown=True)
    intent = _intent(world)
    with _locked(world):
        _ask(outcome, client, intent, status=503)
        _post(outcome, client, world)
    intent = _intent(world)
    with _failing_at_commit(world):
        _ask(outcome, client, intent, status=503)
    return outcome


def _ask(outcome: Outcome, client: object, intent: UUID, *, status: int, is_shown: bool = False) -> None:
    close_old_connections()
    began = time.monotonic()
    answer = client.get(f"/looks/{intent}/")
    # What differs is marked within the texts.
    words = re.sub(r"<[^>]*>", "", answer.content.decode())
    seconds, has_value = time.monotonic() - began, SECRET_NAME in words
    outcome.count("runs")
    outcome.count("shown" if has_value else "refused")
    if has_value and not is_shown:
        outcome.count("unlogged")
        outcome.faults.append("the page shows a value whose trail row was not written")
    if (answer.status_code, has_value) != (status, is_shown) or seconds > MOST_SECONDS:
        outcome.faults.append(f"the page answered {answer.status_code} after {seconds:.1f} s, not {status}")


def _post(outcome: Outcome, client: object, world: World) -> None:
    """An intent that cannot be recorded is not opened."""
    close_old_connections()
    began = time.monotonic()
    answer = client.post(f"/persons/{world.persons[0].id}/candidates/")
    outcome.count("runs")
    outcome.count("refused")
    if answer.status_code != 503 or time.monotonic() - began > MOST_SECONDS:
        outcome.faults.append(f"opening an intent with a locked trail answered {answer.status_code}")


def _intent(world: World) -> UUID:
    with world.desks() as desks:
        connection = desks[0].begin()
        intent = connection.execute(OPEN, [world.persons[0].id, ["CANDIDATE"], "REVIEW"]).fetchone()[0]
        connection.execute("COMMIT")
        return intent


@contextmanager
def _locked(world: World) -> Iterator[None]:
    with psycopg.connect(world.bed.admin, dbname="vault") as admin:
        admin.execute("LOCK TABLE councils_trailrow IN ACCESS EXCLUSIVE MODE")
        yield


@contextmanager
def _failing_at_commit(world: World) -> Iterator[None]:
    with world.admin() as admin:
        admin.execute(_FAILS_AT_COMMIT)
        try:
            yield
        finally:
            admin.execute("DROP TRIGGER late ON councils_trailrow; DROP FUNCTION public.late()")
