"""お知らせメール. That there are notices, and how many: no name, no number of a case, nothing that tells of anybody.

The owner's trigger writes an outbox row where the person wants mail; the office's worker sends, outside any
transaction, and not more often than the prefecture has set.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from councils.models import NamePlate
from councils.outbox import box
from councils.outbox.models import OutboxRow
from councils.settings.values import value_of
from councils.tenancy import Actor, system_of, transaction_for
from councils.trail import write
from loans.settings import MAIL, MAIL_MINUTES
from loans.talk.models import MailChoice, Notice

KIND = "mail_notices"
BATCH = 20
_SUBJECT = "お知らせがあります（Yorisoi）"
_TEXT = """Yorisoi にお知らせが{count}件あります。
サインインして、「お知らせ」をご覧ください。
{address}
このメールには、個人に関わることは書いていません。返信はできません。
"""


@dataclass(frozen=True)
class _Letter:
    to: str
    count: int
    zone: str


def is_on(by: Actor) -> bool:
    return bool(value_of(by.prefecture_id, MAIL.name))


def choice_of(by: Actor) -> dict[str, Any]:
    row = MailChoice.objects.filter(prefecture_id=by.prefecture_id, staff_id=by.person_id).first()
    return {"is_wanted": row.is_wanted, "address": row.address} if row else {}


def choose(facts: Mapping[str, Any], *, by: Actor) -> None:
    """お知らせメールの設定. One's own choice and address."""
    whose = {"prefecture_id": by.prefecture_id, "staff_id": by.person_id}
    chosen = {"is_wanted": facts["is_wanted"], "address": facts["address"]}
    if not MailChoice.objects.filter(**whose).update(**chosen):
        MailChoice(**whose, **chosen).save(force_insert=True)
    write.act("choose_mail", fields=["address", "is_wanted"])


def mail_waiting(prefecture_id: str) -> int:
    """Sends what waits in one prefecture; how many mails went out."""
    with transaction_for(system_of(prefecture_id)):
        rows = box.claim(KIND, at_most=BATCH)
    by_choice: dict[Any, list[OutboxRow]] = {}
    for row in rows:
        by_choice.setdefault(row.subject_id, []).append(row)
    return sum(_mail(prefecture_id, choice_id, waiting) for choice_id, waiting in by_choice.items())


def _mail(prefecture_id: str, choice_id: Any, rows: Sequence[OutboxRow]) -> bool:
    with transaction_for(system_of(prefecture_id)):
        choice = MailChoice.objects.filter(pk=choice_id).first()
        letter = _letter(prefecture_id, choice) if choice else None
        if choice is None or letter is None:
            box.settle_each(rows)
            return False
        if trouble := _why_not_now(prefecture_id, choice):
            _put_off(rows, trouble)
            return False
    try:
        _send(letter)
    except (SMTPException, OSError) as failed:
        with transaction_for(system_of(prefecture_id)):
            _put_off(rows, type(failed).__name__)
        return False
    with transaction_for(system_of(prefecture_id)):
        choice.mailed_at = timezone.now()
        choice.save(update_fields=["mailed_at"])
        box.settle_each(rows)
    return True


def _letter(prefecture_id: str, choice: MailChoice) -> _Letter | None:
    """Nothing where it is off, where the person does not want it, or has read everything in the meantime."""
    if not value_of(prefecture_id, MAIL.name) or not choice.is_wanted:
        return None
    count = Notice.objects.filter(prefecture_id=prefecture_id, staff_id=choice.staff_id, read_at__isnull=True).count()
    plate = NamePlate.objects.filter(pk=choice.staff_id).first()
    if count == 0 or plate is None:
        return None
    return _Letter(choice.address, count, "office" if plate.council_id == prefecture_id else "counter")


def _why_not_now(prefecture_id: str, choice: MailChoice) -> str:
    pause = timedelta(minutes=int(value_of(prefecture_id, MAIL_MINUTES.name)))
    if not settings.EMAIL_HOST:
        return "no_mail_host"
    if choice.mailed_at and timezone.now() - choice.mailed_at < pause:
        return "mailed_lately"
    return ""


def _put_off(rows: Sequence[OutboxRow], trouble: str) -> None:
    for row in rows:
        box.put_off(row, trouble)


def _send(letter: _Letter) -> None:
    addresses: dict[str, str] = getattr(settings, "MAIL_ADDRESSES")  # noqa: B009 - the type checker knows no name from config/mail.py
    text = _TEXT.format(count=letter.count, address=addresses[letter.zone])
    EmailMessage(_SUBJECT, text, to=[letter.to]).send()
