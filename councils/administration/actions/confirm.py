from uuid import UUID

from django.db.models.functions import Now

from councils import access
from councils.administration.calls import call
from councils.administration.models import Proposal
from councils.administration.refusals import Settled
from councils.administration.rules import check_confirm
from councils.permissions import Permission
from councils.refusals import NotFound
from councils.tenancy import Actor


def confirm(proposal_id: UUID, *, by: Actor) -> Proposal:
    """確認. The second hand; from here on it holds.

    Raises NotFound, NotPermitted, Settled, OwnProposal, AboutOneself, and what the act itself is refused for.
    """
    proposal = _seen(proposal_id)
    check_confirm(proposal, by)
    call("confirm", proposal.pk)
    return proposal


def withdraw(proposal_id: UUID, *, by: Actor) -> Proposal:
    """取下げ. By who proposed, or by another who will not confirm it. Raises NotPermitted, NotFound, Settled."""
    proposal = access.find(Proposal, proposal_id, by=by, may=Permission.ADMINISTER)
    waiting = Proposal.objects.filter(pk=proposal.pk, confirmed_at__isnull=True, withdrawn_at__isnull=True)
    if not waiting.update(withdrawn_by_id=by.person_id, withdrawn_at=Now()):
        raise Settled
    return proposal


def _seen(proposal_id: UUID) -> Proposal:
    """A chief reads only the proposals that a chief may confirm: the row policy says which."""
    try:
        return Proposal.objects.get(pk=proposal_id)
    except Proposal.DoesNotExist:
        raise NotFound from None
