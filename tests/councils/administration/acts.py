"""Acts of administrators for tests: everything is reached by the real actions."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from config.demo import CHIYODA, TOKYO
from councils.administration import actions
from councils.administration.actions.invite import Slip
from councils.administration.models import Proposal, RosterEntry

PASSWORD = "hana-no-saku-oka-1126"


def today() -> date:
    return timezone.localdate()


def ahead(days: int) -> date:
    return today() + timedelta(days)


def facts(**changed: Any) -> dict[str, Any]:
    usual = {"name": "新井 若菜", "username": "wakana", "council": CHIYODA, "post_kind": "counsellor"}
    return {**usual, "since": today(), "until": None, **changed}


def invited(desk: Any, **changed: Any) -> Slip:
    with desk("kanri") as by:
        return actions.invite(facts(**changed), by=by)


def hired(desk: Any, **changed: Any) -> Slip:
    """Invited by one, the post confirmed by another."""
    slip = invited(desk, **changed)
    confirmed(desk, slip.entry)
    return slip


def officed(desk: Any, **changed: Any) -> Slip:
    return hired(desk, **{"council": TOKYO, "post_kind": "reviewer", **changed})


def confirmed(desk: Any, entry: RosterEntry, who: str = "nodoka") -> None:
    with desk(who) as by:
        for proposal in Proposal.objects.filter(staff_id=entry.staff_id, confirmed_at=None, withdrawn_at=None):
            actions.confirm(proposal.pk, by=by)


def entry_of(staff: Any, username: str) -> RosterEntry:
    """Of somebody of the demo."""
    return RosterEntry.objects.get(staff_id=staff(username).staff_id)
