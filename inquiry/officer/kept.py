"""廃棄の状況. The figure on the gate's first page: what should be gone by now, as the worker counted it last."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from inquiry.officer.showing import moment
from inquiry.vault.models import Emergency, KeptCount, Mishap

# The worker counts every few minutes. One that was silent for an hour may have left a closing undone.
_SILENT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class KeptFigure:
    """廃棄の遅れ. is_known: the worker counted lately; without that no 0 is believed."""

    overdue: int
    counted_at: str
    is_known: bool
    unreviewed: int

    @property
    def is_good(self) -> bool:
        return self.is_known and not self.overdue and not self.unreviewed


def kept() -> KeptFigure:
    row = KeptCount.objects.first()
    is_known = row is not None and row.counted_at > timezone.now() - _SILENT
    reviews = Emergency.objects.filter(allowed_at__isnull=False, reviewed_at__isnull=True)
    return KeptFigure(
        overdue=row.overdue if row else 0,
        counted_at=moment(row.counted_at) if row else "まだ数えていません",
        is_known=is_known,
        unreviewed=sum(each.is_overdue for each in reviews),
    )


def wrong_persons() -> dict[str, int]:
    """誤照会の件数. Those that were not lifted: in all, and still open."""
    rows = Mishap.objects.filter(what=Mishap.What.WRONG_PERSON, lifted_at__isnull=True)
    return {"all": rows.count(), "open": rows.filter(ended_at__isnull=True).count()}
