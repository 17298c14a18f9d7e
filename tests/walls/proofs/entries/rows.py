"""Rows beside those of the walk, so that every form stands on some page: cases at every point of their way."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.db import transaction

from config.demo import CHIYODA, TOKYO
from councils.tenancy import Actor
from tests.acting import actor_of, seated
from tests.bed import Bed
from tests.walls.proofs.urls.tenant import Made
from tests.walls.proofs.urls.things import past_the_walls

Rows = dict[str, list[dict[str, object]]]
_PEOPLE = (
    "SELECT m.application_id, m.id FROM loans_member m JOIN loans_application a ON a.id = m.application_id"
    " WHERE m.municipal_council_id = %s AND m.removed_at IS NULL AND a.state = 'draft'"
    " ORDER BY a.created_at DESC, m.position"
)
_CORRECTIONS = (
    "SELECT application_id, id FROM loans_correction WHERE municipal_council_id = %s AND state = 'open' ORDER BY id"
)
STEPS = ("start", "household", "troubles", "schemes", "check")


def more(bed: Bed, made: Made) -> Rows:
    """By kind, as the addresses name them."""
    if settings.ZONE == "gate":
        return {"setting": _settings(), **_of_gate(bed)}
    with past_the_walls(bed), transaction.atomic():
        _make(bed, made)
    with psycopg.connect(bed.admin, dbname="cases") as admin:
        cases = _ids(admin, "SELECT id FROM loans_application WHERE municipal_council_id = %s ORDER BY created_at DESC")
        talks = _ids(
            admin, "SELECT id FROM loans_consultation WHERE municipal_council_id = %s ORDER BY state DESC, created_at"
        )
        open_talks = _ids(
            admin,
            "SELECT id FROM loans_consultation WHERE municipal_council_id = %s AND state = 'open' ORDER BY created_at",
        )
        people = admin.execute(_PEOPLE, [CHIYODA]).fetchall()
        corrections = admin.execute(_CORRECTIONS, [CHIYODA]).fetchall()
    named: list[dict[str, object]] = [{"application_id": each} for each in cases]
    return {
        "setting": _settings(),
        "case": named,
        "own_case": named,
        "member": [{"application_id": case, "member_id": person} for case, person in people],
        "person": [{"application_id": case, "person_id": person} for case, person in people],
        "correction": [{"application_id": case, "correction_id": each} for case, each in corrections],
        "consultation": [{"consultation_id": each} for each in talks],
        "talk_step": [{"consultation_id": each, "step": step} for each in open_talks[:1] for step in STEPS],
    }


def _of_gate(bed: Bed) -> Rows:
    """A file that waits for its result, and people whose number nobody has yet."""
    with psycopg.connect(bed.admin, dbname="vault") as admin:
        admin.execute("UPDATE inquiry_vault_requestfile SET state = 'ready' WHERE prefecture_id = %s", [TOKYO])
        query = "SELECT id FROM inquiry_vault_person WHERE prefecture_id = %s AND link = 'needs_person'"
        found = admin.execute(query, [TOKYO]).fetchall()
    return {"person": [{"person_id": each} for (each,) in found]}


def _ids(admin: psycopg.Connection, query: str) -> list[object]:
    return [row[0] for row in admin.execute(query, [CHIYODA]).fetchall()]


def _settings() -> list[dict[str, object]]:
    from councils.settings import registry

    return [{"name": entry.name.replace(".", "-")} for entry in registry.entries(settings.ZONE)]


def _make(bed: Bed, made: Made) -> None:
    """Each fund's application at the counter; in the office a case at every point of its way."""
    from loans.applications import actions as applications
    from loans.approval import bundle
    from loans.terms.products import read_rows
    from tests import make

    desk = _Desk(bed)
    if settings.ZONE == "counter":
        with desk("aoba") as by:
            for row in read_rows():
                applications.start(make.consultation(by).id, row["code"], again_reason="前回とは別の事情。", by=by)
            make.submitted(by)
        return
    make.received(desk)
    make.in_review(desk)
    # The step-up of the page names the proposal as it is.
    made.covered[bundle.KIND] = [bundle.item_of(make.proposed(desk))]


class _Desk:
    def __init__(self, bed: Bed) -> None:
        self.bed = bed

    @contextmanager
    def __call__(self, name: str) -> Iterator[Actor]:
        by = actor_of(self.bed, f"{name}-{CHIYODA}")
        with seated(self.bed, by):
            yield by
