"""One process with the connections of three logins; whose is asked says the router."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connections, transaction

from councils.tenancy import Actor, enter
from tests.bed import Bed

OWNER, COUNTER, OFFICE = "owner", "counter", "office"
_chosen = "default"


class Chosen:
    """Every query goes to the login that is measured."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return _chosen

    db_for_write = db_for_read


def open_all(bed: Bed, **session: str) -> None:
    """session: settings of each connection."""
    settings.DATABASE_ROUTERS = [Chosen()]
    for alias, login in ((OWNER, "cases_owner"), (COUNTER, "counter"), (OFFICE, "office")):
        # config.postgres gives owners another cursor; here both sides are to have the same.
        facts = {**connections.databases["default"], "USER": login, "PASSWORD": bed.secrets.passwords[login]}
        if session:
            words = " ".join(f"-c {name}={value}" for name, value in session.items())
            facts["OPTIONS"] = {**facts["OPTIONS"], "options": words}
        connections.databases[alias] = facts
        if alias != OWNER:
            settings.CONTEXT_KEYS[alias] = bytes.fromhex(bed.secrets.context_keys[f"{login}@cases"])


def close_all() -> None:
    connections.close_all()


@contextmanager
def acting(alias: str, actor: Actor) -> Iterator[None]:
    """One transaction as this login; the owner is behind no policy and needs no context."""
    global _chosen  # noqa: PLW0603 - a router is told nothing of the request
    before, _chosen = _chosen, alias
    try:
        with transaction.atomic(using=alias):
            if alias != OWNER:
                enter(actor, using=alias)
            yield
    finally:
        _chosen = before
