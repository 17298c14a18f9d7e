"""研修の記録. By 責任者 about an officer, in the own name; a later row of the same course takes its place."""

from datetime import date

from councils import access
from councils.permissions import Permission
from councils.tenancy import Actor
from councils.trail import write
from inquiry.officer.officers import officer_id
from inquiry.officer.refusals import EndsBeforeItBegins, NoSuchOfficer, OwnTraining
from inquiry.officer.trained import officers
from inquiry.vault.models import Training


def record_training(staff_id: int, course: str, passed_on: date, valid_until: date, *, by: Actor) -> Training:
    """Raises NotPermitted, NoSuchOfficer, OwnTraining or EndsBeforeItBegins."""
    access.check_may(by, Permission.ADMINISTER)
    entry = next((each for each in officers(by) if each.staff_id == staff_id), None)
    if entry is None:
        raise NoSuchOfficer
    if staff_id == by.staff_id:
        raise OwnTraining
    if valid_until < passed_on:
        raise EndsBeforeItBegins
    training = Training.objects.create(
        prefecture_id=by.prefecture_id,
        staff_id=staff_id,
        course=course,
        passed_on=passed_on,
        valid_until=valid_until,
        recorded_by=officer_id(by),
    )
    write.act("record_training", subject_id=entry.pk, fields=["course", "valid_until"], result="done")
    return training
