from datetime import date
from uuid import UUID

from councils.administration.actions.find import entry_of
from councils.administration.calls import call
from councils.administration.models import RosterEntry
from councils.administration.rules import check_active, check_another
from councils.tenancy import Actor


def leave(entry_id: UUID, last_day: date, *, by: Actor) -> RosterEntry:
    """退職・転出. Every post ends with the last day; the day after, nothing opens any more, here and in the gate.

    By one alone: it only takes away. Raises NotPermitted, NotFound, Oneself, NotActive, NoEarlierEnd.
    """
    entry = entry_of(entry_id, by=by)
    check_leave(entry, by)
    call("leave", entry.staff_id, last_day)
    return entry


def check_leave(entry: RosterEntry, by: Actor) -> None:
    check_another(entry, by)
    check_active(entry)
