from datetime import date

from councils import access
from councils.administration.actions.propose import propose
from councils.administration.models import Proposal
from councils.permissions import Permission
from councils.settings.registry import Entry, Value
from councils.tenancy import Actor


def change_setting(entry: Entry, value: Value, since: date, reason: str, *, by: Actor) -> Proposal:
    """県の設定の変更. In force from its day, once another has confirmed. Raises NotPermitted, WaitsAlready."""
    access.check_may(by, Permission.ADMINISTER)
    return propose(Proposal.Act.SETTING, by=by, setting=entry.name, value=value, since=since, reason=reason)
