from uuid import UUID

from django.db import DataError, IntegrityError, transaction

from councils.outbox import box
from councils.outbox.models import OutboxRow
from councils.tenancy import system_of, transaction_for
from inquiry.codes import ProgressCode
from inquiry.desk.models import Finding, Progress
from inquiry.vault.faults import Unusable, settle_unusable
from inquiry.vault.models import Reading, TakenOrder
from inquiry.vault.telling import FINDING, PROGRESS

AT_MOST = 200
Message = Progress | Finding


def deliver(prefecture_id: str) -> int:
    """通知. The vault has committed; now the slip is told, each message once by what it is, and the rows are settled.

    A row that cannot be read, or that the slip does not take, is settled with its trouble: the others are told.
    """
    me = system_of(prefecture_id)
    troubles: dict[int, str] = {}
    with transaction_for(me):
        rows = [*box.claim(PROGRESS, at_most=AT_MOST), *box.claim(FINDING, at_most=AT_MOST)]
        messages = _messages(rows, troubles)
    if messages:
        with transaction_for(me, using="cases"):
            for row_id, message in messages.items():
                _write(row_id, message, troubles)
    if rows:
        with transaction_for(me):
            for row in rows:
                _settle(row, troubles.get(row.pk, ""))
    return len(rows)


def _messages(rows: list[OutboxRow], troubles: dict[int, str]) -> dict[int, Message]:
    messages: dict[int, Message] = {}
    for row in rows:
        try:
            messages[row.pk] = _progress(row) if row.kind == PROGRESS else _finding(row)
        except Unusable as trouble:
            troubles[row.pk] = str(trouble)
    return messages


def _write(row_id: int, message: Message, troubles: dict[int, str]) -> None:
    try:
        with transaction.atomic(using="cases"):
            type(message)._default_manager.bulk_create([message], ignore_conflicts=True)  # type: ignore[list-item]  # of its own type
    except (DataError, IntegrityError):
        troubles[row_id] = "not_accepted"


def _settle(row: OutboxRow, trouble: str) -> None:
    if trouble:
        settle_unusable(row, trouble)
    else:
        box.settle(row)


def _progress(row: OutboxRow) -> Progress:
    """Raises Unusable."""
    number, code, done, total = _told(row)
    order = TakenOrder.objects.filter(pk=row.subject_id).first()
    if order is None:
        raise Unusable("no_order")
    return Progress(
        prefecture_id=order.prefecture_id,
        case_id=order.case_id,
        order_id=order.pk,
        number=number,
        code=code,
        done=done,
        total=total,
    )


def _told(row: OutboxRow) -> tuple[int, ProgressCode, int, int]:
    """Of the key's text only what can be read as what it must be goes on. Raises Unusable."""
    try:
        order_id, number, code, done, total = row.key.split(":")
        if UUID(order_id) == row.subject_id:
            return int(number), ProgressCode(code), int(done), int(total)
    except ValueError:
        pass
    raise Unusable("unreadable")


def _finding(row: OutboxRow) -> Finding:
    """Raises Unusable."""
    reading = Reading.objects.select_related("order", "person").filter(pk=row.subject_id).first()
    if reading is None:
        raise Unusable("no_reading")
    return Finding(
        prefecture_id=reading.prefecture_id,
        case_id=reading.order.case_id,
        order_id=reading.order_id,
        member_id=reading.person.member_id if reading.person else None,
        code=reading.code,
        verdict=reading.verdict,
        rule_version=reading.rule_version,
    )
