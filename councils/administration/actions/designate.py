from datetime import date
from typing import Any
from uuid import UUID

from councils import access
from councils.administration.actions.find import entry_of
from councils.administration.actions.propose import propose
from councils.administration.calls import call
from councils.administration.models import Proposal
from councils.administration.refusals import Oneself, UntrainedYet
from councils.administration.rules import check_active
from councils.models import Designation
from councils.permissions import Permission
from councils.tenancy import Actor


def designate(entry_id: UUID, facts: dict[str, Any], *, by: Actor) -> Proposal:
    """取扱担当者の指定. After the training; nobody inquires without one that is current.

    Raises NotPermitted, NotFound, NotActive, UntrainedYet, WaitsAlready.
    """
    entry = entry_of(entry_id, by=by)
    check_active(entry)
    if facts["trained_on"] > facts["since"]:
        raise UntrainedYet
    days = {name: facts[name] for name in ("since", "until", "trained_on")}
    return propose(Proposal.Act.DESIGNATION, by=by, staff_id=entry.staff_id, council_id=entry.council_id, **days)


def end_designation(designation_id: int, last_day: date, *, by: Actor) -> Designation:
    """指定の終了. By one alone. Raises NotPermitted, NotFound, Oneself, NoEarlierEnd."""
    designation = access.find(Designation, designation_id, by=by, may=Permission.ADMINISTER)
    if designation.staff_id == by.staff_id:
        raise Oneself
    call("end_designation", designation.pk, last_day)
    return designation
