from councils.outbox import box
from councils.outbox.models import OutboxRow
from councils.tenancy import system_of, transaction_for
from inquiry.codes import ProgressCode
from inquiry.desk.models import Finding, Progress
from inquiry.vault.models import Reading, TakenOrder
from inquiry.vault.telling import FINDING, PROGRESS

AT_MOST = 200


def deliver(prefecture_id: str) -> int:
    """通知. The vault has committed; now the slip is told, each row once by its key, and then the rows are settled."""
    me = system_of(prefecture_id)
    with transaction_for(me):
        rows = [*box.claim(PROGRESS, at_most=AT_MOST), *box.claim(FINDING, at_most=AT_MOST)]
        progress = [_progress(row) for row in rows if row.kind == PROGRESS]
        findings = [_finding(row) for row in rows if row.kind == FINDING]
    if not rows:
        return 0
    with transaction_for(me, using="cases"):
        Progress.objects.bulk_create(progress, ignore_conflicts=True)
        Finding.objects.bulk_create(findings, ignore_conflicts=True)
    with transaction_for(me):
        for row in rows:
            box.settle(row)
    return len(rows)


def _progress(row: OutboxRow) -> Progress:
    order = TakenOrder.objects.get(pk=row.subject_id)
    _, code, done, total = row.key.split(":")
    return Progress(
        prefecture_id=row.prefecture_id,
        case_id=order.case_id,
        order_id=order.pk,
        code=ProgressCode(code),
        done=int(done),
        total=int(total),
        key=row.key,
    )


def _finding(row: OutboxRow) -> Finding:
    reading = Reading.objects.select_related("order", "person").get(pk=row.subject_id)
    return Finding(
        prefecture_id=row.prefecture_id,
        case_id=reading.order.case_id,
        order_id=reading.order_id,
        member_id=reading.person.member_id if reading.person else None,
        code=reading.code,
        verdict=reading.verdict,
        rule_version=reading.rule_version,
        key=row.key,
    )
