from uuid import UUID

from django.db import transaction

from councils import access
from councils.permissions import Permission
from councils.tenancy import Actor
from councils.trail import write
from loans.consultations.actions.save import find_open
from loans.consultations.earlier import CARRIED
from loans.consultations.kept import keep_whole
from loans.consultations.models import Consultation
from loans.consultations.steps import is_filled


@transaction.atomic
def carry(consultation_id: UUID, earlier_id: UUID | str, *, by: Actor) -> Consultation:
    """前回の引継ぎ. What the client said last time, where nothing has been said yet; each is to be confirmed.

    Raises NotPermitted, NotFound, StepNotAllowed.
    """
    talk = find_open(consultation_id, by=by)
    earlier = access.look(Consultation, earlier_id, by=by, may=Permission.CONSULT, seen=["consultation"])
    taken = [name for name in CARRIED if is_filled([getattr(earlier, name)]) and not is_filled([getattr(talk, name)])]
    for name in taken:
        setattr(talk, name, getattr(earlier, name))
    talk.carried, talk.earlier_id = [*talk.carried, *taken], earlier.pk
    # What is still on its way from the page knows nothing of this: it is asked to look, like anybody else's.
    talk.saved_from = None
    talk.save(update_fields=[*taken, "carried", "earlier_id", "saved_from", *keep_whole(talk, by=by)])
    write.act("carry_consultation", case_id=talk.id, fields=taken)
    return talk


@transaction.atomic
def confirm(consultation_id: UUID, *fields: str, by: Actor) -> Consultation:
    """前回のままでよい. These answers of last time still hold. Raises NotPermitted, NotFound, StepNotAllowed."""
    talk = find_open(consultation_id, by=by)
    confirmed = [name for name in talk.carried if name in fields]
    if confirmed:
        talk.carried = [name for name in talk.carried if name not in confirmed]
        talk.save(update_fields=["carried"])
        write.act("confirm_carried", case_id=talk.id, fields=confirmed)
    return talk
