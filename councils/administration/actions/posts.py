from datetime import date
from typing import Any
from uuid import UUID

from councils import access
from councils.administration.actions.find import entry_of
from councils.administration.actions.propose import propose
from councils.administration.calls import call
from councils.administration.models import Proposal, RosterEntry
from councils.administration.refusals import Oneself
from councils.administration.rules import check_active, check_fits
from councils.models import Council, Post
from councils.permissions import Permission
from councils.tenancy import Actor


def give_post(entry_id: UUID, facts: dict[str, Any], *, by: Actor) -> Proposal:
    """職の付与. From a day to a day, at the person's own council.

    Raises NotPermitted, NotFound, NotActive, PostElsewhere, AuditorAlone, HeldAlready, WaitsAlready.
    """
    entry = entry_of(entry_id, by=by)
    check_active(entry)
    council = Council.objects.get(pk=entry.council_id)
    check_fits(entry, council, facts["post_kind"], facts["since"], facts["until"])
    return propose_post(entry, council, facts, by=by)


def propose_post(entry: RosterEntry, council: Council, facts: dict[str, Any], *, by: Actor) -> Proposal:
    return propose(
        Proposal.Act.POST,
        by=by,
        staff_id=entry.staff_id,
        council=council,
        post_kind=facts["post_kind"],
        since=facts["since"],
        until=facts["until"],
    )


def end_post(post_id: int, last_day: date, *, by: Actor) -> Post:
    """職の終了. By one alone: it only ever takes away. Raises NotPermitted, NotFound, Oneself, NoEarlierEnd."""
    post = access.find(Post, post_id, by=by, may=Permission.ADMINISTER)
    if post.staff_id == by.staff_id:
        raise Oneself
    call("end_post", post.pk, last_day)
    return post
