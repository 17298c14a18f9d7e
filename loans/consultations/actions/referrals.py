from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from councils.refusals import StepNotAllowed
from councils.tenancy import Actor
from councils.trail import write
from loans.consultations.actions.save import find_open
from loans.consultations.models import Referral
from loans.consultations.models.words import Sharing


@transaction.atomic
def introduce(consultation_id: UUID, facts: Mapping[str, Any], *, by: Actor) -> Referral:
    """つなぎ先への連絡票. Told is only what the client agreed to have told.

    Raises NotPermitted, NotFound, StepNotAllowed.
    """
    talk = find_open(consultation_id, by=by)
    if talk.sharing != Sharing.GIVEN or talk.sharing_on is None:
        raise StepNotAllowed(
            "連絡票を作る前に、関係機関と情報を共有することの同意を確かめ、「使える制度」で記録してください。"
        )
    referral = Referral(
        prefecture_id=talk.prefecture_id,
        municipal_council_id=talk.municipal_council_id,
        consultation=talk,
        scheme=facts["scheme"],
        agency=facts["agency"],
        told=facts["told"],
        asked=facts["asked"],
        consent_on=talk.sharing_on,
        referred_on=timezone.localdate(),
        staff_id=by.person_id,
        staff_name=by.name,
    )
    referral.save(force_insert=True)
    write.act("introduce", case_id=talk.id, fields=["agency"])
    return referral
