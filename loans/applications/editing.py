"""編集中. Who has a form open: advice to colleagues, kept where it lapses by itself. The version is the wall.

In the cache and not in the database: nothing that is lost with it is a record, and opening a form writes no row.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.cache import cache
from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.tenancy import Actor
from councils.trail import write
from loans.applications.models import Application

# Every change of a box begins it anew; whoever walks away has it no longer.
LASTS_SECONDS = 600


@dataclass(frozen=True)
class Holder:
    """編集している人."""

    person_id: int
    name: str
    since: str

    @property
    def words(self) -> str:
        """緑さんが編集中（10:42から）."""
        at = timezone.localtime(datetime.fromisoformat(self.since))
        return f"{self.name}さんが編集中（{at.hour}:{at.minute:02d}から）"


def hold(application_id: UUID, *, by: Actor) -> Holder | None:
    """編集を始める, or go on with it. The colleague who has it; None where it is one's own."""
    own = Holder(by.person_id, by.name, timezone.now().isoformat())
    if cache.add(_key(application_id), own, LASTS_SECONDS):
        return None
    there: Holder | None = cache.get(_key(application_id))
    if there is not None and there.person_id != by.person_id:
        return there
    cache.touch(_key(application_id), LASTS_SECONDS)
    return None


def go_on(application_id: UUID, *, by: Actor) -> Application:
    """編集を続ける. For what shows people their own typing again: nothing that is stored is seen, nothing is trailed.

    Raises NotPermitted, NotFound.
    """
    return access.find(Application, application_id, by=by, may=Permission.APPLY)


def take_over(application_id: UUID, *, by: Actor) -> None:
    """編集を引き取る. The colleague is told at their next change; what they typed stays on their screen.

    Raises NotPermitted, NotFound.
    """
    application = access.find(Application, application_id, by=by, may=Permission.APPLY)
    write.act("take_over", case_id=application.id)
    cache.set(_key(application_id), Holder(by.person_id, by.name, timezone.now().isoformat()), LASTS_SECONDS)


def let_go(application_id: UUID, *, by: Actor) -> None:
    """編集を終える, of one's own alone."""
    there: Holder | None = cache.get(_key(application_id))
    if there is not None and there.person_id == by.person_id:
        cache.delete(_key(application_id))


def _key(application_id: UUID) -> str:
    return f"editing:{application_id}"
