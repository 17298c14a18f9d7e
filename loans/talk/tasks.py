"""The doorbell of the mails, which the database rings, and the sweep that looks when no bell was heard."""

import logging

from celery import shared_task
from celery.signals import worker_ready

from councils.models import Council
from councils.outbox import listening
from loans.talk.mail import mail_waiting
from loans.talk.promises import remind

log = logging.getLogger(__name__)
CHANNEL = "notices"


@shared_task
def mail_notices(prefecture_id: str) -> None:
    """お知らせメール, of one prefecture."""
    mail_waiting(prefecture_id)


@shared_task
def sweep() -> None:
    """見回り. Every prefecture, one after the other: there is no "all councils" mode."""
    for code in Council.objects.filter(kind=Council.Kind.PREFECTURAL).values_list("code", flat=True):
        try:
            remind(code)
            mail_waiting(code)
        except Exception:
            # One prefecture's fault must not starve those after it; the next sweep comes to it again.
            log.exception("sweep of %s", code)


def ring(prefecture_id: str) -> None:
    """One attempt: a broker that does not answer costs the sweep's interval."""
    mail_notices.apply_async((prefecture_id,), retry=False)


@worker_ready.connect
def begin_to_listen(**_: object) -> None:
    listening.listen(CHANNEL, ring, using="default")
