"""依頼元への知らせ. What the slip is to be told, put into the vault's outbox; delivered after the commit.

A key says everything that a progress row holds, so telling twice is telling once and the outbox needs no values.
"""

from uuid import UUID

from councils.outbox import box
from inquiry.codes import ProgressCode
from inquiry.vault.models import Reading, TakenOrder

PROGRESS, FINDING = "tell_progress", "tell_finding"


def tell_progress(order: TakenOrder, code: ProgressCode, done: int = 0, total: int = 0) -> None:
    """進みの知らせ. Also the state in which the order's own page shows it."""
    if order.progress != code:
        order.progress = code
        order.save(update_fields=["progress"])
    box.put(PROGRESS, order.pk, key=f"{order.pk}:{code.value}:{done}:{total}")


def tell_finding(reading: Reading, order: TakenOrder, member_id: UUID | None) -> None:
    """結果の知らせ."""
    whose = f":{member_id}" if member_id else ""
    box.put(FINDING, reading.pk, key=f"{order.pk}:{reading.code}{whose}")
