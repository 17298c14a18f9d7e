"""依頼元への知らせ. What the slip is to be told, put into the vault's outbox; delivered after the commit.

A key says everything that a progress row holds, so the outbox needs no values.
"""

from collections.abc import Sequence

from councils.outbox import box
from inquiry.codes import ProgressCode
from inquiry.vault.models import Reading, TakenOrder

PROGRESS, FINDING = "tell_progress", "tell_finding"


def tell_progress(order: TakenOrder, code: ProgressCode, done: int = 0, total: int = 0) -> None:
    """進みの知らせ. Only what differs from what was told last, numbered within the order, which the caller has locked.

    The same again after something else is news again. A closed order is told nothing more.
    """
    last = (order.progress, order.progress_done, order.progress_total)
    if (order.told_count and last == (code, done, total)) or order.closed_at is not None:
        return
    order.progress, order.progress_done, order.progress_total = code, done, total
    order.told_count += 1
    order.save(update_fields=["progress", "progress_done", "progress_total", "told_count"])
    box.put(PROGRESS, order.pk, key=f"{order.pk}:{order.told_count}:{code.value}:{done}:{total}")


def tell_findings(readings: Sequence[Reading], order: TakenOrder) -> None:
    """結果の知らせ."""
    box.put_each(FINDING, [(reading.pk, _key(reading, order)) for reading in readings])


def _key(reading: Reading, order: TakenOrder) -> str:
    whose = f":{reading.person.member_id}" if reading.person else ""
    anew = f":{reading.withdrawn_before}" if reading.withdrawn_before else ""
    return f"{order.pk}:{reading.code}{whose}{anew}"
