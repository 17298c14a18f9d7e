"""約束の期日. Who promised something on the telephone hears of it on that day, once.

By the office's worker, which sees the calls about cases that have been forwarded; at the counter the day's list
shows the others.
"""

from django.utils import timezone

from councils.tenancy import system_of, transaction_for
from loans.applications.models import Application
from loans.memos.models import Memo
from loans.talk.models import Notice, NoticeKind
from loans.talk.notices import tell_them
from loans.talk.people import talkers


def remind(prefecture_id: str) -> int:
    """How many were told."""
    system = system_of(prefecture_id)
    today = timezone.localdate()
    with transaction_for(system):
        due = Memo.objects.filter(
            prefecture_id=prefecture_id, promised_on=today, kept_at__isnull=True, application__isnull=False
        ).select_related("application")
        return sum(_told(memo) for memo in due)


def _told(memo: Memo) -> bool:
    application = memo.application
    if application is None or _was_told(application, memo.taken_by):
        return False
    if memo.taken_by not in {each.staff_id for each in talkers(application.id)}:
        return False
    tell_them(application, NoticeKind.PROMISE, [memo.taken_by], by=system_of(memo.prefecture_id))
    return True


def _was_told(application: Application, staff_id: int) -> bool:
    """Today, of this case: a second promise of the same day is read with the first."""
    rows = Notice.objects.filter(
        prefecture_id=application.prefecture_id, application_id=application.id, staff_id=staff_id
    )
    return rows.filter(kind=NoticeKind.PROMISE, created_at__date=timezone.localdate()).exists()
