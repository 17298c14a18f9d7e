"""忌避の届出 of several councils' staff, by the real action: one for each visitor to lift, since it is lifted once."""

from collections.abc import Iterable, Sequence
from itertools import product

import psycopg
from django.db import transaction

from councils.permissions import Permission
from loans.applications.models import Application
from loans.recusals import actions
from tests.acting import actor_of, seated
from tests.bed import Bed
from tests.walls.proofs.urls.staff_things import one
from tests.walls.proofs.urls.tenant import Things


def recused(bed: Bed, cases: Iterable[Application], usernames: Sequence[str], may: Permission) -> list[tuple[str, str]]:
    """By each of them on each case: the case, and the username. Committed."""
    found = []
    for case, username in product(cases, usernames):
        by = actor_of(bed, username)
        with transaction.atomic(), seated(bed, by):
            actions.recuse(case.pk, "CLOSE", by=by, may=may)
        found.append((str(case.pk), username))
    return found


def ids_of(admin: psycopg.Connection, made: tuple[str, str]) -> dict[str, object]:
    query = (
        "SELECT r.id FROM loans_recusal r JOIN councils_staff s ON s.id = r.staff_id"
        " WHERE r.application_id = %s AND s.username = %s"
    )
    return {"application_id": made[0], "recusal_id": one(admin, query, *made)}


def of_each(admin: psycopg.Connection, made: list[tuple[str, str]], names: Sequence[str]) -> Things:
    """One for each visitor."""
    return {name: ids_of(admin, each) for name, each in zip(names, made, strict=False)}
