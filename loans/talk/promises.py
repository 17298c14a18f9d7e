"""約束の期日. Who promised something on the telephone hears of it from that day on, once.

By the office's worker, which sees the calls about cases that have been forwarded; at the counter the day's list
shows the others. A day on which no worker ran is made up for; what is long past stands in the day's list alone.
"""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from councils.tenancy import system_of, transaction_for
from loans.memos.models import Memo
from loans.talk.models import Notice
from loans.talk.notices import tell_promise
from loans.talk.people import talkers

LOOKS_BACK = timedelta(days=30)


def remind(prefecture_id: str) -> int:
    """How many were told."""
    today = timezone.localdate()
    told = Notice.objects.filter(prefecture_id=OuterRef("prefecture_id"), memo_id=OuterRef("pk"))
    with transaction_for(system_of(prefecture_id)):
        due = Memo.objects.filter(
            ~Exists(told),
            prefecture_id=prefecture_id,
            promised_on__range=(today - LOOKS_BACK, today),
            kept_at__isnull=True,
            application__isnull=False,
        )
        return sum(_is_told(memo) for memo in due)


def _is_told(memo: Memo) -> bool:
    """Whoever no longer works on the case is not told; the day's list shows it to who does."""
    people = {each.staff_id for each in talkers(memo.application_id)} if memo.application_id else set()
    return memo.taken_by in people and tell_promise(memo)
