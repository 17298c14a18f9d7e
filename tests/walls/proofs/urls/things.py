"""What the walk asks for: rows of several councils, made by the real actions and committed, and whose each is."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext

from django.conf import settings
from django.db import connection
from psycopg.conninfo import conninfo_to_dict

from councils.tenancy import Actor
from tests.bed import Bed
from tests.inquiry.vault.logins import Logins
from tests.walls.proofs.urls.tenant import Made


def made(bed: Bed, actors: Mapping[str, Actor]) -> AbstractContextManager[Made]:
    """Inside, every request is sent as the login of the zone's pages. actors: who comes in a post, by name.

    Imported here, since what one zone needs is not even installed in another.
    """
    if settings.ZONE == "gate":
        from tests.walls.proofs.urls import gate_things

        return gate_things.made(bed, actors)
    from tests.walls.proofs.urls import desk_things

    with past_the_walls(bed):
        return nullcontext(desk_things.made(bed, actors))


def as_pages(bed: Bed) -> AbstractContextManager[None]:
    """The gate's run is its worker's, whose rows these are; its pages have another login."""
    return Logins(bed.secrets, bed.servers).pages() if settings.ZONE == "gate" else nullcontext()


@contextmanager
def past_the_walls(bed: Bed) -> Iterator[None]:
    """This process's connection as the administrator's: to make what no login may make alone."""
    parts, before = conninfo_to_dict(bed.admin), dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(USER=parts["user"], PASSWORD=parts["password"])
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)
