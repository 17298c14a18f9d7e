from typing import Any

from councils.administration.models import Proposal
from councils.administration.refusals import in_words
from councils.tenancy import Actor


def propose(act: Proposal.Act, *, by: Actor, **facts: Any) -> Proposal:
    """提案. Nothing of it holds until another confirms; its trail row is the database's. Raises WaitsAlready."""
    with in_words():
        return Proposal.objects.create(act=act, prefecture_id=by.prefecture_id, proposed_by_id=by.person_id, **facts)
