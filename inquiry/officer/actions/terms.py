"""期限の登録. By 責任者, in the own name; known to everybody for a week before it counts."""

from datetime import date, timedelta

from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.tenancy import Actor
from councils.trail import write
from inquiry.officer.officers import officer_id
from inquiry.officer.refusals import TooSoon
from inquiry.vault.models import Term

# The constraint term_known_a_week_before holds the same.
KNOWN_FOR = timedelta(days=7)


def register(what: Term.What, days: int, valid_from: date, source: str, *, by: Actor) -> Term:
    """期限の登録. An earlier row stays, a later one counts from its day. Raises NotPermitted or TooSoon."""
    access.check_may(by, Permission.ADMINISTER)
    if valid_from < timezone.localdate() + KNOWN_FOR:
        raise TooSoon
    term = Term.objects.create(
        prefecture_id=by.prefecture_id,
        what=what,
        days=days,
        valid_from=valid_from,
        source=source,
        entered_by=officer_id(by),
    )
    write.act("register_term", fields=[what.value], result=str(days))
    return term
