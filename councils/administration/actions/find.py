from uuid import UUID

from councils import access
from councils.administration.models import RosterEntry
from councils.models import Council
from councils.permissions import Permission
from councils.refusals import NotFound
from councils.tenancy import Actor


def entry_of(entry_id: UUID, *, by: Actor) -> RosterEntry:
    """職員. Of the administrator's own prefecture. Raises NotPermitted, NotFound."""
    return access.find(RosterEntry, entry_id, by=by, may=Permission.ADMINISTER)


def council_of(code: str, *, by: Actor) -> Council:
    """社協. Of the own prefecture. Raises NotFound."""
    try:
        return Council.objects.get(pk=code, prefecture_id=by.prefecture_id)
    except Council.DoesNotExist:
        raise NotFound from None
