"""業務システム連携. Sends what waits; the slow call stands outside any transaction."""

from django.utils import timezone

from councils.outbox import box
from councils.outbox.models import OutboxRow
from councils.tenancy import system_of, transaction_for
from councils.trail import write
from loans.decision.actions import PUSH
from loans.decision.models import Decision
from loans.legacy import client
from loans.legacy.models import LegacyPush
from loans.legacy.payload import prepare

# Fewer than a claim lasts for, at ten seconds each.
BATCH = 5


def push_waiting(prefecture_id: str) -> int:
    """Sends the prefecture's waiting decisions; how many were settled. Two workers take different rows."""
    system = system_of(prefecture_id)
    with transaction_for(system):
        rows = box.claim(PUSH, at_most=BATCH)
        # Stored before it is sent: what goes out a second time is what went out the first time.
        pushes = [prepare(Decision.objects.select_related("application").get(pk=row.subject_id)) for row in rows]
    return sum(_push(row, push) for row, push in zip(rows, pushes, strict=True))


def _push(row: OutboxRow, push: LegacyPush) -> bool:
    try:
        number = client.send(push.payload, key=push.key)
    except client.LegacyUnavailable:
        _put_off(row)
        return False
    except client.LegacyRefused as refusal:
        _settle(row, push, state=LegacyPush.State.REFUSED, error_code=refusal.code)
        return True
    _settle(row, push, state=LegacyPush.State.DONE, receipt_number=number)
    return True


def _put_off(row: OutboxRow) -> None:
    with transaction_for(system_of(row.prefecture_id)):
        box.put_off(row, "LegacyUnavailable")


def _settle(row: OutboxRow, push: LegacyPush, **facts: str) -> None:
    with transaction_for(system_of(row.prefecture_id)):
        for name, value in facts.items():
            setattr(push, name, value)
        push.settled_at = timezone.now()
        push.save(update_fields=[*facts, "settled_at"])
        write.act("push_decision", case_id=push.application_id, result=push.state)
        box.settle(row)
