"""聞いたところ. Up to which of the slip's notices all was heeded: a look reads what came since, and no more.

A notice and its order may come in either sequence: so the notices since the mark are held against every order of their
cases, and the orders that were taken up lately against every notice of theirs.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from inquiry.vault.models import Heard, TakenOrder

# A row's time is that of its statement: one that was long in committing shows up behind newer ones.
OVERLAP = timedelta(days=1)
_CHUNK = 5_000


class Notice(StrEnum):
    """連絡の種類, by the mark of each."""

    DEPARTURES = "departures_at"
    PROTECTIONS = "protections_at"
    REVOCATIONS = "revocations_at"
    CLOSINGS = "closings_at"


def since(prefecture_id: str, notice: Notice) -> datetime | None:
    """From when notices are to be read; None before the first was heard. Inside the prefecture's transaction."""
    mark: datetime | None = Heard.objects.filter(pk=prefecture_id).values_list(notice, flat=True).first()
    return mark - OVERLAP if mark else None


def is_further(until: datetime, begun: datetime | None) -> bool:
    """Whether there is anything to write: most looks hear what the last one heard."""
    return begun is None or until - OVERLAP > begun


def hear(prefecture_id: str, notice: Notice, until: datetime) -> None:
    """The mark moves on once all up to there was heeded, and never back: another worker may be further."""
    Heard.objects.bulk_create([Heard(prefecture_id=prefecture_id)], ignore_conflicts=True)
    is_behind = Q(**{f"{notice}__isnull": True}) | Q(**{f"{notice}__lt": until})
    Heard.objects.filter(is_behind, pk=prefecture_id).update(**{notice: until})


def taken_lately(prefecture_id: str) -> QuerySet[TakenOrder]:
    """Within a day of the newest, not of now: a worker that was down for a week leaves nothing out."""
    orders = TakenOrder.objects.filter(prefecture_id=prefecture_id)
    newest: datetime | None = orders.aggregate(newest=Max("created_at"))["newest"]
    return orders.filter(created_at__gte=newest - OVERLAP) if newest else orders.none()


def in_chunks(cases: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (cases[start : start + _CHUNK] for start in range(0, len(cases), _CHUNK))
