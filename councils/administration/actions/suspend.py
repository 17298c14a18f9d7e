from uuid import UUID

from councils.administration.actions.find import entry_of
from councils.administration.actions.propose import propose
from councils.administration.calls import call
from councils.administration.models import Proposal, RosterEntry
from councils.administration.refusals import AlreadySuspended, NotSuspended
from councils.administration.rules import check_another
from councils.tenancy import Actor


def suspend(entry_id: UUID, *, by: Actor) -> RosterEntry:
    """停止. At once, by one alone; the next request finds nothing.

    Raises NotPermitted, NotFound, Oneself, AlreadySuspended.
    """
    entry = entry_of(entry_id, by=by)
    check_suspend(entry, by)
    call("suspend", entry.staff_id)
    return entry


def check_suspend(entry: RosterEntry, by: Actor) -> None:
    check_another(entry, by)
    if entry.suspended_at is not None:
        raise AlreadySuspended


def resume(entry_id: UUID, reason: str, *, by: Actor) -> Proposal:
    """停止の解除. Needs a second hand. Raises NotPermitted, NotFound, NotSuspended, WaitsAlready."""
    entry = entry_of(entry_id, by=by)
    check_resume(entry)
    return propose(Proposal.Act.RESUME, by=by, staff_id=entry.staff_id, council_id=entry.council_id, reason=reason)


def check_resume(entry: RosterEntry) -> None:
    if entry.suspended_at is None and entry.leaves_on is None:
        raise NotSuspended
