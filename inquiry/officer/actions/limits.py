"""所得基準の登録. By 責任者, in the own name; an earlier row stays, a later one counts from its day."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.tenancy import Actor
from councils.trail import write
from inquiry.officer.officers import officer_id
from inquiry.officer.refusals import LimitInThePast
from inquiry.vault.models import IncomeLimit


def register(facts: Mapping[str, Any], *, by: Actor) -> IncomeLimit:
    """所得基準の登録. Raises NotPermitted, or LimitInThePast: what was told by another limit would not show it."""
    access.check_may(by, Permission.ADMINISTER)
    valid_from = facts["valid_from"].first()
    if valid_from < timezone.localdate():
        raise LimitInThePast
    limit = IncomeLimit(
        prefecture_id=by.prefecture_id,
        fund=facts["fund"],
        household_size=facts["household_size"],
        yearly_yen=facts["yearly_yen"],
        near_percent=facts["near_percent"],
        valid_from=valid_from,
        source=facts["source"],
        entered_by=officer_id(by),
    )
    limit.save(force_insert=True)
    write.act("register_limit", fields=["INCOME_LIMIT"])
    return limit
