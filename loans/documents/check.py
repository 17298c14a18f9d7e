"""書類の確認. What waits in quarantine is scanned, opened and written anew, outside any transaction."""

from collections.abc import Callable

from django.utils import timezone

from councils.outbox import box
from councils.outbox.models import OutboxRow
from councils.tenancy import Actor, system_of, transaction_for
from councils.trail import write
from loans.documents import child, kept, scanner
from loans.documents.cleaning import CannotOpen, Cleaned, Wishes
from loans.documents.models import Arrival, Document
from loans.paper_states import PaperState, Trouble

KIND = "check_document"
Clean = Callable[[bytes, Wishes], Cleaned]


def check_waiting(prefecture_id: str, *, clean: Clean = child.clean) -> int:
    """Checks the prefecture's waiting papers; how many were settled. Two workers take different rows.

    One at a time: a claim lasts a minute, and one paper may take most of it.
    """
    system, count = system_of(prefecture_id), 0
    while rows := _claimed(system):
        count += sum(_check(row, system, clean) for row in rows)
    return count


def _claimed(system: Actor) -> list[OutboxRow]:
    with transaction_for(system):
        return box.claim(KIND, at_most=1)


def _check(row: OutboxRow, system: Actor, clean: Clean) -> bool:
    with transaction_for(system):
        arrival = Arrival.objects.select_related("document").filter(pk=row.subject_id).first()
    if arrival is None:
        # Somebody took it over when the claim had lapsed, and was quicker.
        _settle(row, system)
        return True
    # Our own words need no child: there is nothing in them to open.
    opens = kept.cleaned if arrival.document.kind == kept.PORTAL else clean
    return _open(row, system, arrival, opens)


def _open(row: OutboxRow, system: Actor, arrival: Arrival, clean: Clean) -> bool:
    content = bytes(arrival.content)
    try:
        scanner.scan(content)
        cleaned = clean(content, Wishes(arrival.boxes, arrival.document.is_vouched))
    except (scanner.ScannerUnavailable, child.CannotBegin) as trouble:
        with transaction_for(system):
            box.put_off(row, type(trouble).__name__)
        return False
    except scanner.Infected:
        _refuse(row, system, Trouble.INFECTED)
    except CannotOpen as trouble:
        _refuse(row, system, Trouble(trouble.code.value))
    else:
        _keep(row, system, cleaned)
    return True


def _keep(row: OutboxRow, system: Actor, cleaned: Cleaned) -> None:
    _settle(
        row,
        system,
        state=PaperState.CHECKED,
        content=cleaned.content,
        media_type=cleaned.media_type,
        size=len(cleaned.content),
        thumbnail=cleaned.thumbnail or None,
        page_count=cleaned.page_count,
    )


def _refuse(row: OutboxRow, system: Actor, trouble: Trouble) -> None:
    _settle(row, system, state=PaperState.REFUSED, trouble=trouble)


def _settle(row: OutboxRow, system: Actor, **facts: object) -> None:
    """The paper says what came of it, and what came in is destroyed; both, or the next sweep does it again."""
    with transaction_for(system):
        if facts and (paper := Document.objects.filter(pk=row.subject_id, state=PaperState.CHECKING).first()):
            for name, value in facts.items():
                setattr(paper, name, value)
            paper.checked_at = timezone.now()
            paper.save(update_fields=[*facts, "checked_at"])
            result = paper.trouble or paper.state
            write.act("check_document", case_id=paper.application_id, fields=[paper.kind], result=result)
        Arrival.objects.filter(pk=row.subject_id).delete()
        box.settle(row)
