from django.db import connection
from django.utils import timezone

from councils import access
from councils.permissions import Permission
from councils.tenancy import Actor
from councils.trail import write
from inquiry.officer.actions.ask import ring
from inquiry.officer.officers import officer_id
from inquiry.officer.refusals import AlreadyStopped, NotStopped
from inquiry.vault.models import Source, Stop

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


def stop(line: Source, reason: Stop.Reason, *, by: Actor) -> Stop:
    """照会の停止. From now on nothing goes to this network for the prefecture; what is on its way comes back.

    Raises AlreadyStopped.
    """
    access.check_may(by, Permission.INQUIRE)
    _one_at_a_time(line, by)
    if Stop.objects.filter(line=line, resumed_by__isnull=True).exists():
        raise AlreadyStopped
    made = Stop.objects.create(
        prefecture_id=by.prefecture_id, line=line, reason=reason, resumed_for="", stopped_by=officer_id(by)
    )
    write.act("stop_line", fields=["line"], purpose=reason.value, result=line.value)
    return made


def resume(line: Source, reason: Stop.Resumption, *, by: Actor) -> Stop:
    """照会の再開. What has waited is asked now. Raises NotStopped."""
    access.check_may(by, Permission.INQUIRE)
    _one_at_a_time(line, by)
    running = Stop.objects.filter(line=line, resumed_by__isnull=True).first()
    if running is None:
        raise NotStopped
    running.resumed_for, running.resumed_by, running.resumed_at = reason, officer_id(by), timezone.now()
    running.save(update_fields=["resumed_for", "resumed_by", "resumed_at"])
    write.act("resume_line", fields=["line"], purpose=reason.value, result=line.value)
    ring(by.prefecture_id)
    return running


def _one_at_a_time(line: Source, by: Actor) -> None:
    """Of two officers at once the second finds what the first has done."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [f"stop:{by.prefecture_id}:{line.value}"])
