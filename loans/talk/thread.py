"""連絡の見せ方. One thread, oldest first: the messages of both offices, and among them the notes of one's own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q

from councils.tenancy import Actor
from loans.applications.models import Application
from loans.applications.shown import moment
from loans.talk.actions.words import NOTES
from loans.talk.models import Message, Side
from loans.talk.people import side_of

PAGE = 50


@dataclass(frozen=True)
class WordsLine:
    """連絡・メモの行. tone: counter, office or note; withdrawn says when, where it was taken back."""

    id: UUID
    tone: str
    side: str
    who: str
    at: datetime
    text: str
    place: str
    mentioned: str
    is_new: bool
    is_mine: bool
    withdrawn: str

    @property
    def when(self) -> str:
        return moment(self.at)

    @property
    def iso(self) -> str:
        return self.at.isoformat(timespec="seconds")

    @property
    def can_withdraw(self) -> bool:
        return self.is_mine and not self.withdrawn


@dataclass(frozen=True)
class Thread:
    """連絡の一ページ. before: the mark of what is older, "" where nothing is; is_latest: nothing newer is left."""

    lines: Sequence[WordsLine]
    before: str
    is_latest: bool


def thread(application: Application, by: Actor, *, before: str = "") -> Thread:
    """The newest fifty, or the fifty before a mark, however long two offices have talked."""
    read_at, until = _read_at(application, by), _moment_of(before)
    notes = NOTES[side_of(by)]._default_manager.filter(application_id=application.id)
    lines = [
        *(
            _line(row, row.side, Side(row.side).label, by, read_at)
            for row in _newest(application.messages.all(), until)
        ),
        *(_line(row, "note", "内部メモ", by, read_at) for row in _newest(notes, until)),
    ]
    lines.sort(key=lambda line: line.at)
    shown = lines[-PAGE:]
    return Thread(shown, shown[0].at.isoformat() if len(lines) > PAGE else "", until is None)


def _newest(rows: Any, until: datetime | None) -> Any:
    """One more than a page has: that there are more."""
    return (rows.filter(created_at__lt=until) if until else rows).order_by("-created_at")[: PAGE + 1]


def _moment_of(mark: str) -> datetime | None:
    """A mark that cannot be read is none."""
    try:
        return datetime.fromisoformat(mark).astimezone()
    except (ValueError, OverflowError):
        return None


def read_words(application: Application, by: Actor) -> str:
    """相手の既読. Who of the other office has read last, and when; "" where nobody has."""
    others = application.read_marks.exclude(side=side_of(by)).order_by("-read_at").first()
    return (
        f"{Side(others.side).label}の{others.staff_name}さんが{moment(others.read_at)}に読みました。" if others else ""
    )


def unread_counts(application_ids: Iterable[UUID], by: Actor) -> dict[UUID, int]:
    """未読の件数, by case, of one page of a list: messages of others since this person has read the thread."""
    ids = list(application_ids)
    mine = Q(application__read_marks__staff_id=by.staff_id)
    rows = Message.objects.filter(prefecture_id=by.prefecture_id, application_id__in=ids, withdrawn_at__isnull=True)
    others = rows.exclude(written_by=by.person_id)
    read = others.filter(mine, application__read_marks__read_at__gte=F("created_at"))
    counted = _counted(others)
    seen = _counted(read)
    return {case: count - seen.get(case, 0) for case, count in counted.items() if count > seen.get(case, 0)}


def unread_of_office(application: Application, by: Actor) -> int:
    """所属の未読. Messages of the other office that nobody of one's own has read yet."""
    last = application.read_marks.filter(side=side_of(by)).order_by("-read_at").first()
    rows = application.messages.exclude(side=side_of(by)).filter(withdrawn_at__isnull=True)
    return (rows.filter(created_at__gt=last.read_at) if last else rows).count()


def _counted(rows: Any) -> dict[UUID, int]:
    return dict(rows.order_by().values_list("application_id").annotate(Count("id")))


def _read_at(application: Application, by: Actor) -> datetime | None:
    mark = application.read_marks.filter(staff_id=by.person_id).first()
    return mark.read_at if mark else None


def _line(row: Any, tone: str, side: str, by: Actor, read_at: datetime | None) -> WordsLine:
    return WordsLine(
        id=row.id,
        tone=tone,
        side=side,
        who=row.written_name,
        at=row.created_at,
        text=row.text,
        place=row.place_name,
        mentioned=_names(row.mentioned_names),
        is_new=row.written_by != by.staff_id and (read_at is None or row.created_at > read_at),
        is_mine=row.written_by == by.staff_id,
        withdrawn=moment(row.withdrawn_at) if row.withdrawn_at else "",
    )


def _names(names: Sequence[str]) -> str:
    return "、".join(f"＠{name}" for name in names)
