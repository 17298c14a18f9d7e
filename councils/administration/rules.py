"""決まり. What is refused beforehand with its reason; the database refuses the same."""

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.utils import timezone

from councils import access
from councils.administration.models import Proposal, RosterEntry
from councils.administration.refusals import (
    AboutOneself,
    AuditorAlone,
    HeldAlready,
    NotActive,
    Oneself,
    OwnProposal,
    PostElsewhere,
    Settled,
)
from councils.models import Council, Post
from councils.permissions import Permission, PostKind
from councils.refusals import NotPermitted, Refused
from councils.tenancy import Actor

COUNTER_POSTS = (PostKind.COUNSELLOR, PostKind.COUNTER_CHIEF)
OFFICE_POSTS = (
    PostKind.REVIEWER,
    PostKind.SUBSECTION_CHIEF,
    PostKind.SECTION_CHIEF,
    PostKind.SECRETARY_GENERAL,
    PostKind.PRESIDENT,
    PostKind.ADMINISTRATOR,
    PostKind.AUDITOR,
)
GATE_POSTS = (PostKind.INQUIRY_OFFICER, PostKind.ADMINISTRATOR, PostKind.AUDITOR)
# Who answers for the staff of a council: a lost factor of theirs may be confirmed by them.
CHIEFS = frozenset(
    {
        PostKind.COUNTER_CHIEF,
        PostKind.SUBSECTION_CHIEF,
        PostKind.SECTION_CHIEF,
        PostKind.SECRETARY_GENERAL,
        PostKind.PRESIDENT,
    }
)


def posts_at(council: Council) -> tuple[PostKind, ...]:
    """就ける職. By the kind of council; in the gate its own three."""
    if settings.ZONE == "gate":
        return GATE_POSTS
    return OFFICE_POSTS if council.kind == Council.Kind.PREFECTURAL else COUNTER_POSTS


def check_another(entry: RosterEntry, by: Actor) -> None:
    """Nobody ends, suspends or invites anew himself. Raises Oneself."""
    if entry.staff_id == by.staff_id:
        raise Oneself


def check_active(entry: RosterEntry) -> None:
    """Raises NotActive."""
    if not entry.is_active or entry.leaves_on is not None:
        raise NotActive


def check_fits(entry: RosterEntry, council: Council, kind: str, since: date, until: date | None) -> None:
    """Fixed conflicts. Raises PostElsewhere, AuditorAlone, HeldAlready."""
    if kind not in posts_at(council):
        raise PostElsewhere(field="post_kind")
    for post in Post.objects.filter(prefecture_id=entry.prefecture_id, staff_id=entry.staff_id):
        if not _overlap(post, since, until):
            continue
        if (post.kind == PostKind.AUDITOR) != (kind == PostKind.AUDITOR):
            raise AuditorAlone(field="post_kind")
        if post.kind == kind and post.council_id == council.pk:
            raise HeldAlready(field="since")


def _overlap(post: Post, since: date, until: date | None) -> bool:
    is_within = (until is None or post.since <= until) and (post.until is None or since <= post.until)
    return is_within and not post.is_called_off


def check_confirm(proposal: Proposal, by: Actor) -> None:
    """Raises NotPermitted, Settled, OwnProposal, AboutOneself."""
    if not may_confirm(proposal, by):
        raise NotPermitted
    if proposal.confirmed_at or proposal.withdrawn_at:
        raise Settled
    if proposal.proposed_by_id == by.staff_id:
        raise OwnProposal
    if proposal.staff_id is not None and proposal.staff_id == by.staff_id:
        raise AboutOneself


def may_confirm(proposal: Proposal, by: Actor) -> bool:
    """An administrator; for a lost factor also a chief of the person's council."""
    if access.may(by, Permission.ADMINISTER):
        return True
    return proposal.act == Proposal.Act.FACTOR and by.post in CHIEFS and proposal.council_id == by.council_id


def why_not(rule: Callable[..., None], *facts: object) -> str:
    """The sentence that a rule would refuse with now; "" where it would not."""
    try:
        rule(*facts)
    except Refused as refusal:
        return refusal.sentence
    return ""


def is_over(post: Post) -> bool:
    return post.until is not None and (post.is_called_off or post.until < timezone.localdate())
