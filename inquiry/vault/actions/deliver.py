from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.db import DataError, IntegrityError, connections, transaction

from councils.outbox import box
from councils.outbox.models import OutboxRow
from councils.tenancy import system_of, transaction_for
from inquiry.codes import ProgressCode, WithdrawalReason
from inquiry.desk.models import Finding, Progress, Withdrawal
from inquiry.vault.faults import Unusable, settle_unusable
from inquiry.vault.models import Link, Reading, TakenOrder
from inquiry.vault.telling import FINDING, PROGRESS
from inquiry.vault.withdrawing import WITHDRAWAL

AT_MOST = 1_000
_FINDINGS = """
INSERT INTO inquiry_desk_finding
  (prefecture_id, case_id, order_id, member_id, code, verdict, rule_version, withdrawn_before, reason)
SELECT %s, one.case_id, one.order_id, one.member_id, one.code, one.verdict, one.rule_version, one.withdrawn_before,
  one.reason
FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::varchar[], %s::varchar[], %s::varchar[], %s::smallint[],
  %s::varchar[])
  one (case_id, order_id, member_id, code, verdict, rule_version, withdrawn_before, reason)
ON CONFLICT DO NOTHING
"""
Message = Progress | Finding | Withdrawal
KINDS = (PROGRESS, FINDING, WITHDRAWAL)


def deliver(prefecture_id: str) -> int:
    """通知. The vault has committed; now the slip is told, each message once by what it is, and the rows are settled.

    A row that cannot be read, or that the slip does not take, is settled with its trouble: the others are told.
    """
    me = system_of(prefecture_id)
    troubles: dict[int, str] = {}
    with transaction_for(me):
        rows = [row for kind in KINDS for row in box.claim(kind, at_most=AT_MOST)]
        messages = _messages(rows, troubles)
    if messages:
        _tell(prefecture_id, messages, troubles)
    if rows:
        with transaction_for(me):
            box.settle_each([row for row in rows if row.pk not in troubles])
            for row in rows:
                if row.pk in troubles:
                    settle_unusable(row, troubles[row.pk])
    return len(rows)


def _tell(prefecture_id: str, messages: dict[int, Message], troubles: dict[int, str]) -> None:
    """All of them together; where the slip does not take that, one by one."""
    with transaction_for(system_of(prefecture_id), using="cases"):
        if not _is_written(list(messages.values())):
            for row_id, message in messages.items():
                if not _is_written([message]):
                    troubles[row_id] = "not_accepted"


def _messages(rows: list[OutboxRow], troubles: dict[int, str]) -> dict[int, Message]:
    messages: dict[int, Message] = {}
    subjects = {row.subject_id for row in rows}
    makes: dict[str, Callable[[OutboxRow], Message]] = {
        PROGRESS: partial(_progress, orders=TakenOrder.objects.in_bulk(subjects)),
        FINDING: partial(_finding, readings=Reading.objects.select_related("order", "person").in_bulk(subjects)),
        WITHDRAWAL: partial(_withdrawal, undone=Link.objects.select_related("person__order").in_bulk(subjects)),
    }
    for row in rows:
        try:
            messages[row.pk] = makes[row.kind](row)
        except Unusable as trouble:
            troubles[row.pk] = str(trouble)
    return messages


def _is_written(messages: list[Message]) -> bool:
    try:
        with transaction.atomic(using="cases"):
            Progress.objects.bulk_create(
                [each for each in messages if isinstance(each, Progress)], ignore_conflicts=True
            )
            _write([each for each in messages if isinstance(each, Finding)])
            Withdrawal.objects.bulk_create(
                [each for each in messages if isinstance(each, Withdrawal)], ignore_conflicts=True
            )
    except (DataError, IntegrityError):
        return False
    return True


def _write(findings: list[Finding]) -> None:
    """Of the acting prefecture, as all that it delivers; one statement of the same words however many they are."""
    names = ("case_id", "order_id", "member_id", "code", "verdict", "rule_version", "withdrawn_before", "reason")
    if findings:
        with connections["cases"].cursor() as cursor:
            columns = [[getattr(each, name) for each in findings] for name in names]
            cursor.execute(_FINDINGS, [findings[0].prefecture_id, *columns])


def _progress(row: OutboxRow, orders: dict[UUID, TakenOrder]) -> Progress:
    """Raises Unusable."""
    number, code, done, total = _told(row)
    order = orders.get(row.subject_id)
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


def _finding(row: OutboxRow, readings: dict[UUID, Reading]) -> Finding:
    """Raises Unusable."""
    reading = readings.get(row.subject_id)
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
        withdrawn_before=reading.withdrawn_before,
        reason=reading.reason,
    )


def _withdrawal(row: OutboxRow, undone: dict[UUID, Link]) -> Withdrawal:
    """Raises Unusable."""
    link = undone.get(row.subject_id)
    if link is None or link.withdrawal is None:
        raise Unusable("no_withdrawal")
    return Withdrawal(
        prefecture_id=link.prefecture_id,
        case_id=link.person.order.case_id,
        order_id=link.person.order_id,
        member_id=link.person.member_id,
        number=link.withdrawal,
        reason=WithdrawalReason.UNLINKED,
    )
