from typing import Any
from uuid import UUID

from councils.administration.actions.find import council_of, entry_of
from councils.administration.actions.propose import propose
from councils.administration.models import Proposal, RosterEntry
from councils.administration.refusals import LaterPost, OtherZone, PostElsewhere, SameCouncil
from councils.administration.rules import check_active, posts_at
from councils.models import CALLED_OFF, Council, Post
from councils.tenancy import Actor


def move(entry_id: UUID, facts: dict[str, Any], *, by: Actor) -> Proposal:
    """異動. The posts of the old council end on the day before, the new one begins on the day.

    Raises NotPermitted, NotFound, NotActive, SameCouncil, OtherZone, PostElsewhere, LaterPost, WaitsAlready.
    """
    entry = entry_of(entry_id, by=by)
    check_active(entry)
    check_movable(entry)
    council = council_of(facts["council"], by=by)
    _check_place(entry, council, facts["post_kind"])
    later = Post.objects.filter(prefecture_id=by.prefecture_id, staff_id=entry.staff_id, since__gte=facts["since"])
    if later.filter(council_id=entry.council_id).exclude(CALLED_OFF).exists():
        raise LaterPost
    return propose(
        Proposal.Act.MOVE,
        by=by,
        staff_id=entry.staff_id,
        council=council,
        post_kind=facts["post_kind"],
        since=facts["since"],
        until=facts["until"],
    )


def check_movable(entry: RosterEntry) -> None:
    """Raises OtherZone: a prefecture has one council of its own, and its staff sign in elsewhere than a counter's."""
    if entry.council_id == entry.prefecture_id:
        raise OtherZone


def _check_place(entry: RosterEntry, council: Council, kind: str) -> None:
    if council.pk == entry.council_id:
        raise SameCouncil
    if council.kind != Council.Kind.MUNICIPAL:
        raise OtherZone(field="council")
    if kind not in posts_at(council):
        raise PostElsewhere(field="post_kind")
