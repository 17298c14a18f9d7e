"""忌避の行為."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.refusals import NotFound
from councils.tenancy import Actor
from councils.trail import write
from loans.applications.models import Application
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
    """Whoever keeps off a case does not open it either; the database holds that they change nothing. Raises Recused."""
    if isinstance(row, Application) and _in_force(row, by.staff_id):
        raise Recused


def _in_force(application: Application, staff_id: Any) -> bool:
    rows = Recusal.objects.filter(prefecture_id=application.prefecture_id, application_id=application.pk)
    return bool(rows.filter(staff_id=staff_id, lifted_at__isnull=True).exists())
