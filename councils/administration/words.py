"""表示の言葉. Days, moments and the state of a member of staff, as the pages of administration say them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from councils.administration.models import RosterEntry
from councils.era import wareki


@dataclass(frozen=True)
class Chip:
    label: str
    kind: str


def day_words(day: date) -> str:
    return wareki(day)


def moment_words(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{wareki(local.date())} {local:%H:%M}"


def span_words(since: date, until: date | None) -> str:
    return "".join(ends_of(since, until))


def ends_of(since: date, until: date | None) -> tuple[str, str]:
    """The two ends of a time, each to stand whole on a line of its own."""
    return f"{wareki(since)}から", f"{wareki(until)}まで" if until else "（終了日なし）"


def state_of(entry: RosterEntry) -> Chip:
    """在職・停止中・招待中."""
    if not entry.is_active:
        return Chip("停止中" if entry.leaves_on is None else "終了", "closed")
    if entry.leaves_on is not None:
        return Chip("終了予定", "returned")
    if not entry.has_password:
        is_open = entry.invited_until is not None and entry.invited_until > timezone.now()
        return Chip("招待中" if is_open else "招待の期限切れ", "waiting")
    return Chip("在職", "good")
