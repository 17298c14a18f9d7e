from uuid import UUID

from django.db import connection, transaction

from councils import access
from councils.permissions import Permission
from councils.refusals import Refused, StepNotAllowed
from councils.tenancy import Actor
from councils.trail import write
from loans.applications.models import Application, Handover
from loans.states import AT_COUNTER, State


class NoSuchCounsellor(Refused):
    field = "to_id"
    sentence = "この方には引き継げません。窓口の職にある、別の方を選んでください。"


@transaction.atomic
def hand_over(application_id: UUID, to_id: int, reason: str, *, by: Actor) -> Handover:
    """担当の引継ぎ. The row makes the other the one in charge (a trigger); both see it in the course of the case.

    Raises NotPermitted, NotFound, StepNotAllowed, NoSuchCounsellor.
    """
    application = access.find_for_update(Application, application_id, by=by, may=Permission.APPLY)
    if State(application.state) not in AT_COUNTER:
        raise StepNotAllowed("進達した後は、窓口の担当を変えられません。返戻を受けてから引き継いでください。")
    if to_id == application.counsellor_id or to_id not in dict(counsellors()):
        raise NoSuchCounsellor
    row = Handover(
        prefecture_id=application.prefecture_id,
        municipal_council_id=application.municipal_council_id,
        application=application,
        to_id=to_id,
        reason=reason,
        written_by=by.person_id,
    )
    row.save(force_insert=True)
    write.act("hand_over", case_id=application.id)
    return row


def counsellors() -> list[tuple[int, str]]:
    """窓口の職員. Those of the own council who hold a counter's post today, by number and name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT staff_id, name FROM walls.counsellors() ORDER BY name, staff_id")
        return [(int(staff_id), str(name)) for staff_id, name in cursor.fetchall()]
