"""廃棄の状況. The figure on the gate's first page: what should be gone by now, as the worker counted it last."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from inquiry.officer.showing import moment
from inquiry.vault.models import Emergency, KeptCount, Mishap

# The worker counts every few minutes. One that was silent for an hour may have left a closing undone.
_SILENT = timedelta(hours=1)
_BEFORE_US = 2000
# Compared four times a day (config/timetable.py); what had come back is shown until everybody has read it.
_UNCOMPARED, _RETURNED_IS_SHOWN = timedelta(hours=26), timedelta(days=30)


@dataclass(frozen=True, slots=True)
class KeptFigure:
    """廃棄の遅れ. is_known: the worker counted lately; without that no 0 is believed."""

    overdue: int
    counted_at: str
    is_known: bool
    unreviewed: int
    tombstones: str

    @property
    def is_good(self) -> bool:
        return self.is_known and not self.overdue and not self.unreviewed


def kept() -> KeptFigure:
    row = KeptCount.objects.first()
    is_known = row is not None and row.counted_at > timezone.now() - _SILENT
    reviews = Emergency.objects.filter(allowed_at__isnull=False, reviewed_at__isnull=True)
    return KeptFigure(
        overdue=row.overdue if row else 0,
        counted_at=moment(row.counted_at) if row and row.counted_at.year > _BEFORE_US else "まだ数えていません",
        is_known=is_known,
        unreviewed=sum(each.is_overdue for each in reviews),
        tombstones=_tombstones(row),
    )


def _tombstones(row: KeptCount | None) -> str:
    """廃棄の控え. What is to be known of it; "" where it was compared lately and nothing had come back."""
    now = timezone.now()
    if row and row.returned_at and row.returned_at > now - _RETURNED_IS_SHOWN:
        return (
            f"{moment(row.returned_at)}に、廃棄したはずの情報が{row.returned_count}件戻っているのを見つけ、廃棄し直しました。"
            "データベースが古い状態に戻されたおそれがあります。システムの担当者に確かめてください。"
        )
    if row is None or row.compared_at is None or row.compared_at < now - _UNCOMPARED:
        at = f"最後の突合：{moment(row.compared_at)}" if row and row.compared_at else "まだ行われていません"
        return f"廃棄の控えとの突合が行われていません（{at}）。システムの担当者に連絡してください。"
    return ""


def wrong_persons() -> dict[str, int]:
    """誤照会の件数. Those that were not lifted: in all, and still open."""
    rows = Mishap.objects.filter(what=Mishap.What.WRONG_PERSON, lifted_at__isnull=True)
    return {"all": rows.count(), "open": rows.filter(ended_at__isnull=True).count()}
