"""忌避の行為."""

from uuid import UUID

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.refusals import NotFound
from councils.tenancy import Actor
from councils.trail import write
from loans.applications.models import Application
from loans.consultations.models import Consultation
from loans.recusals.models import Recusal
from loans.recusals.refusals import OwnRecusal, Recused


@transaction.atomic
def recuse(application_id: UUID, reason: str, *, by: Actor, may: Permission) -> None:
    """忌避の届出. From now on this person neither reads the case nor acts in it.

    Raises NotPermitted, NotFound, Recused.
    """
    application = access.find_for_update(Application, application_id, by=by, may=may)
    Recusal(
        prefecture_id=application.prefecture_id,
        municipal_council_id=application.municipal_council_id,
        application=application,
        reason=reason,
        staff_id=by.person_id,
        staff_name=by.name,
    ).save(force_insert=True)
    write.act("recuse", case_id=application.id, purpose=reason)


@transaction.atomic
def lift(application_id: UUID, recusal_id: UUID, *, by: Actor, may: Permission) -> None:
    """忌避の取消し, by somebody else. Raises NotPermitted, NotFound, Recused, OwnRecusal."""
    application = access.find_for_update(Application, application_id, by=by, may=may)
    recusal = application.recusals.filter(pk=recusal_id, lifted_at__isnull=True).first()
    if recusal is None:
        raise NotFound
    if recusal.staff_id == by.person_id:
        raise OwnRecusal
    recusal.lifted_by, recusal.lifted_at = by.person_id, timezone.now()
    recusal.save(update_fields=["lifted_by", "lifted_at"])
    write.act("lift_recusal", case_id=application.id)


def check_not_recused(row: Model, by: Actor) -> None:
    """Whoever keeps off a case does not open it either, nor the talk that it came from. Raises Recused.

    The database holds that they change nothing of both.
    """
    if isinstance(row, Application) and kept_off(by).filter(application_id=row.pk).exists():
        raise Recused
    if isinstance(row, Consultation) and kept_off(by).filter(application__consultation_id=row.pk).exists():
        raise Recused


def kept_off(by: Actor) -> QuerySet[Recusal]:
    """The cases that this person keeps off."""
    rows = Recusal.objects.filter(prefecture_id=by.prefecture_id, lifted_at__isnull=True)
    return rows.none() if by.staff_id is None else rows.filter(staff_id=by.staff_id)
