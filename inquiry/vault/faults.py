"""故障. What one act, order or row of the outbox meets stays its own: the others go on, and a closing above all.

A fault is logged by its type alone: its text may quote what somebody typed.
"""

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db.models.functions import Now

from councils.outbox import box
from councils.outbox.models import OutboxRow
from councils.tenancy import system_of, transaction_for

T = TypeVar("T")
log = logging.getLogger(__name__)
# Nothing failed: the connection had no turn left for it.
NO_TURN = "no_turn"


class Unusable(Exception):
    """使えない行. Doing it again would not make it better; carries the trouble's code."""


class NotYet(Exception):
    """まだの行. Again after a pause; carries the trouble's code."""


def on_its_own(act: Callable[[], int], name: str) -> int:
    """How much the act did; 0 where it met a fault, which is logged."""
    return otherwise(0, act, name)


def otherwise(instead: T, act: Callable[[], T], name: str) -> T:
    """What the act gives; something else where it met a fault, which is logged."""
    try:
        return act()
    except Exception as fault:  # noqa: BLE001 - whatever one act meets, the next one is owed its turn
        log.error("%s: %s", name, type(fault).__name__)  # noqa: TRY400 - the type alone
        return instead


def do_rows(rows: Sequence[OutboxRow], act: Callable[[], None]) -> None:
    """One act for these rows, in one transaction, and then they are settled; after a fault they wait for a while."""
    me = system_of(rows[0].prefecture_id)
    try:
        with transaction_for(me):
            act()
            box.settle_each(rows)
    except Unusable as trouble:
        with transaction_for(me):
            for row in rows:
                settle_unusable(row, str(trouble))
    except NotYet as trouble:
        _put_off(rows, str(trouble))
    except Exception as fault:  # noqa: BLE001 - one row's fault must not starve those behind it
        log.error("outbox row of kind %s: %s", rows[0].kind, type(fault).__name__)  # noqa: TRY400 - the type alone
        _put_off(rows, type(fault).__name__)


def _put_off(rows: Sequence[OutboxRow], trouble: str) -> None:
    put = box.put_back if trouble == NO_TURN else box.put_off
    with transaction_for(system_of(rows[0].prefecture_id)):
        for row in rows:
            put(row, trouble)


def settle_unusable(row: OutboxRow, trouble: str) -> None:
    """Done with, and the trouble stays on the row."""
    log.error("outbox row of kind %s cannot be used: %s", row.kind, trouble)
    OutboxRow.objects.filter(pk=row.pk).update(settled_at=Now(), trouble=trouble)
