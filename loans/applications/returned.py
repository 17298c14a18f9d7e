"""返戻への対応. What was asked, at the box where it is mended, and whether it has been met."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from councils.era import wareki
from loans.applications.changed import Change, changed_since_forwarding
from loans.applications.models import Application, Return, ReturnItem, ReturnReason
from loans.applications.places import box_of
from loans.applications.refusals import ItemsUnanswered


@dataclass(frozen=True)
class ItemLine:
    """返戻の項目. box: where in the form; changes: what stands there otherwise since; is_met: answered, or changed."""

    id: UUID
    number: int
    reason: str
    place: str
    box: str
    asked: str
    answer: str
    answered_name: str
    changes: Sequence[Change]
    due: str
    is_late: bool

    @property
    def is_met(self) -> bool:
        return bool(self.answer or self.changes)


def reasons_in_force(prefecture_id: str) -> list[ReturnReason]:
    """返戻の理由 today, by the function that the guard asks too (migrations/0042_returns_held.py)."""
    query = "SELECT * FROM walls.return_reasons(%s, %s) ORDER BY position, code"
    return list(ReturnReason.objects.raw(query, [prefecture_id, timezone.localdate()]))


def open_return(application: Application) -> Return | None:
    return application.returns.filter(answered_at__isnull=True).first()


def item_lines(application: Application) -> list[ItemLine]:
    """The items of the open return, in their order; none where nothing is sent back."""
    return _lines(application, open_return(application))


def last_item_lines(application: Application) -> list[ItemLine]:
    """The items of the last return, answered or not: what the reviewer compares when the case comes again."""
    return _lines(application, application.returns.order_by("-created_at").first())


def returned_items(application: Application) -> dict[str, list[ItemLine]]:
    """返戻の項目 by the box of the form: a field's name, "household", "papers", or "" for the whole."""
    found: dict[str, list[ItemLine]] = {}
    for line in item_lines(application):
        found.setdefault(line.box, []).append(line)
    return found


def mark_returned(form: Any, application: Application) -> dict[str, list[ItemLine]]:
    """印. Each box of the form says what is asked there; what has no box of its own is given back."""
    items = returned_items(application)
    for box in items.keys() & form.fields.keys():
        form.fields[box].sent_back = [f"{item.reason}：{item.asked}" for item in items.pop(box)]
    return items


def check_answered(application: Application) -> None:
    """Each item of a return is answered in words, or what stands at its place has changed. Raises ItemsUnanswered."""
    if unmet := [line for line in item_lines(application) if not line.is_met]:
        raise ItemsUnanswered([f"{line.place or '全体'}（{line.reason}）" for line in unmet])


def reason_words(row: Return) -> str:
    """返戻の理由, as they were named on that day."""
    items = sorted(row.items.all(), key=lambda item: item.position)
    return "、".join(dict.fromkeys(item.reason_name for item in items))


def _lines(application: Application, row: Return | None) -> list[ItemLine]:
    if row is None:
        return []
    changes = changed_since_forwarding(application)
    due_on = row.due_on if row.answered_at is None else None
    return [_line(item, due_on, changes) for item in row.items.order_by("position")]


def _line(item: ReturnItem, due_on: date | None, changes: Sequence[Change]) -> ItemLine:
    here: list[Any] = [each for each in changes if item.place and each.place == item.place]
    return ItemLine(
        id=item.id,
        number=item.position + 1,
        reason=item.reason_name,
        place=item.place_name,
        box=box_of(item.place),
        asked=item.asked,
        answer=item.answer,
        answered_name=item.answered_name,
        changes=here,
        due=wareki(due_on) if due_on else "",
        is_late=due_on is not None and due_on < timezone.localdate(),
    )
