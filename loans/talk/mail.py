"""お知らせメール. That there are notices, and how many: no name, no number of a case, nothing that tells of anybody.

The owner's trigger writes an outbox row where the person wants mail; the office's worker sends, outside any
transaction, and not more often than the prefecture has set.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any
from uuid import UUID

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
from loans.talk.notices import of_open_cases

KIND = "mail_notices"
# Ten seconds each at most (EMAIL_TIMEOUT): five are through within the minute of a claim.
AT_ONCE, ROUNDS = 5, 40
MOST_REFUSALS, PERMANENT = 3, 500
_SUBJECT = "お知らせがあります（Yorisoi）"
_TEXT = """Yorisoi にお知らせが{count}件あります。
サインインして、「お知らせ」をご覧ください。
{address}
このメールには、個人に関わることは書いていません。返信はできません。
"""


@dataclass(frozen=True)
class _Letter:
    """choice_id: whose; mailed_before: what stood there, should it not go."""

    choice_id: UUID
    to: str
    count: int
    zone: str
    mailed_before: datetime | None


def is_on(by: Actor) -> bool:
    return bool(value_of(by.prefecture_id, MAIL.name))


def is_refused(by: Actor) -> bool:
    """Whether mails to this person's address have been given up."""
    rows = MailChoice.objects.filter(prefecture_id=by.prefecture_id, staff_id=by.person_id, is_wanted=True)
    return rows.filter(refused_at__isnull=False).exists()


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
    """Sends what waits in one prefecture; how many mails went out.

    So few at a time that the slowest server has answered for all of them before their claim lapses.
    """
    sent = 0
    for _ in range(ROUNDS):
        with transaction_for(system_of(prefecture_id)):
            rows = box.claim(KIND, at_most=AT_ONCE)
        if not rows:
            break
        by_choice: dict[Any, list[OutboxRow]] = {}
        for row in rows:
            by_choice.setdefault(row.subject_id, []).append(row)
        sent += sum(_mail(prefecture_id, choice_id, waiting) for choice_id, waiting in by_choice.items())
    return sent


def _mail(prefecture_id: str, choice_id: Any, rows: Sequence[OutboxRow]) -> bool:
    with transaction_for(system_of(prefecture_id)):
        letter = _taken(prefecture_id, choice_id, rows)
    if letter is None:
        return False
    try:
        _send(letter)
    except (SMTPException, OSError) as failed:
        with transaction_for(system_of(prefecture_id)):
            _failed(letter, failed, rows)
        return False
    with transaction_for(system_of(prefecture_id)):
        MailChoice.objects.filter(pk=letter.choice_id, refusals__gt=0).update(refusals=0)
        box.settle_each(rows)
    return True


def _taken(prefecture_id: str, choice_id: Any, rows: Sequence[OutboxRow]) -> _Letter | None:
    """The person's next mail is this worker's: marked under a lock before it goes, so that no second one goes too."""
    choice = MailChoice.objects.select_for_update().filter(pk=choice_id).first()
    letter = _letter(prefecture_id, choice) if choice else None
    if choice is None or letter is None:
        box.settle_each(rows)
        return None
    if trouble := _why_not_now(prefecture_id, choice):
        _put_off(rows, trouble)
        return None
    choice.mailed_at = timezone.now()
    choice.save(update_fields=["mailed_at"])
    return letter


def _failed(letter: _Letter, failure: Exception, rows: Sequence[OutboxRow]) -> None:
    """送れなかったとき. Again later; an address refused for good is given up, and its person is told (notices)."""
    choice = MailChoice.objects.select_for_update().get(pk=letter.choice_id)
    choice.mailed_at = letter.mailed_before
    choice.refusals = min(choice.refusals + 1, MOST_REFUSALS) if _is_for_good(failure) else 0
    if choice.refusals == MOST_REFUSALS:
        choice.refused_at = timezone.now()
        box.settle_each(rows)
    else:
        _put_off(rows, type(failure).__name__)
    choice.save(update_fields=["mailed_at", "refusals", "refused_at"])


def _is_for_good(failure: Exception) -> bool:
    """5xx of every recipient, which is one."""
    if not isinstance(failure, SMTPRecipientsRefused):
        return False
    return all(code >= PERMANENT for code, _ in failure.recipients.values())


def _letter(prefecture_id: str, choice: MailChoice) -> _Letter | None:
    """Nothing where it is off, where the person does not want it, or has read everything in the meantime."""
    if not value_of(prefecture_id, MAIL.name) or not choice.is_wanted or choice.refused_at:
        return None
    rows = Notice.objects.filter(prefecture_id=prefecture_id, staff_id=choice.staff_id, read_at__isnull=True)
    count = of_open_cases(rows).count()
    plate = NamePlate.objects.filter(pk=choice.staff_id).first()
    if count == 0 or plate is None:
        return None
    zone = "office" if plate.council_id == prefecture_id else "counter"
    return _Letter(choice.pk, choice.address, count, zone, choice.mailed_at)


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
