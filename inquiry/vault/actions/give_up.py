from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from councils.tenancy import system_of, transaction_for
from inquiry.vault.inquiries import end
from inquiry.vault.models import Inquiry
from inquiry.vault.terms import answer_term

# Longer than a full batch can take: what is still SENT after this was lost with its worker.
LOST_AFTER = timedelta(seconds=60)


def is_lost() -> Q:
    return Q(state=Inquiry.State.SENT, asked_at__lt=Now() - LOST_AFTER)


def is_silent() -> Q:
    """Not answered within the term, by network or by file."""
    return Q(state=Inquiry.State.ASKED, asked_at__lt=Now() - answer_term(timezone.localdate()))


def give_up(prefecture_id: str) -> int:
    """結果不明. Lost with its worker, or not answered within the term: an officer decides what comes next."""
    with transaction_for(system_of(prefecture_id)):
        rows = Inquiry.objects.select_related("person", "order").filter(is_lost() | is_silent())
        inquiries = list(rows.select_for_update(skip_locked=True, of=("self",)))
        for inquiry in inquiries:
            was_sent = inquiry.state == Inquiry.State.SENT
            end(inquiry, Inquiry.State.UNKNOWN, "no_answer" if was_sent else "no_answer_in_time")
    return len(inquiries)
