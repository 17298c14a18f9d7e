"""日替わりの処理. What a new day brings: moves that are due, people who have left, rights of posts that are over."""

import logging

from celery import shared_task

from councils.administration.calls import call
from councils.models import Council
from councils.tenancy import system_of, transaction_for

log = logging.getLogger(__name__)


@shared_task
def sweep() -> None:
    """Every prefecture in turn; it may run twice, and a fault in one does not keep the others waiting."""
    codes = Council.objects.filter(kind=Council.Kind.PREFECTURAL).order_by("code").values_list("code", flat=True)
    for code in list(codes):
        try:
            settle(code)
        except Exception:
            log.exception("staff of %s", code)


def settle(prefecture_id: str) -> int:
    """How much there was to do."""
    with transaction_for(system_of(prefecture_id)):
        return int(call("settle_staff"))
