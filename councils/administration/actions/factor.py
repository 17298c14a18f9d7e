from uuid import UUID

from councils.administration.actions.find import entry_of
from councils.administration.actions.propose import propose
from councils.administration.models import Proposal, RosterEntry
from councils.administration.refusals import NoFactor
from councils.tenancy import Actor


def reset_factor(entry_id: UUID, reason: str, *, by: Actor) -> Proposal:
    """サインインのやり直し. For a lost factor, or a password forgotten where there is none.

    A second administrator or the person's chief confirms.

    Raises NotPermitted, NotFound, NoFactor, WaitsAlready.
    """
    entry = entry_of(entry_id, by=by)
    check_reset(entry)
    return propose(Proposal.Act.FACTOR, by=by, staff_id=entry.staff_id, council_id=entry.council_id, reason=reason)


def check_reset(entry: RosterEntry) -> None:
    if entry.factor_since is None and not entry.has_password:
        raise NoFactor
