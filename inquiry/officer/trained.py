"""研修の状況. Who of the officers has a course in force; shown always, and asked for where the prefecture says so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from councils.administration.models import RosterEntry
from councils.era import wareki
from councils.models import CALLED_OFF, Post
from councils.permissions import PostKind
from councils.settings.registry import TRAINING_REQUIRED
from councils.settings.values import value_of
from councils.tenancy import Actor
from inquiry.officer.officers import officer_id
from inquiry.officer.refusals import NotTrained
from inquiry.officer.showing import Chip
from inquiry.vault.models import Training

_IN_FORCE, _OVER, _NONE = Chip("有効", "good"), Chip("期限切れ", "bad"), Chip("記録なし", "returned")


@dataclass(frozen=True, slots=True)
class CourseLine:
    """一つの研修."""

    course: str
    passed: str
    until: str
    chip: Chip


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """一人の研修の状況."""

    name: str
    chip: Chip
    courses: Sequence[CourseLine]


def officers(by: Actor) -> list[RosterEntry]:
    """照会担当 of the prefecture, today."""
    today = timezone.localdate()
    posts = Post.objects.filter(
        prefecture_id=by.prefecture_id, kind=PostKind.INQUIRY_OFFICER, since__lte=today
    ).exclude(CALLED_OFF)
    held = posts.exclude(until__lt=today).values("staff_id")
    rows = RosterEntry.objects.filter(prefecture_id=by.prefecture_id, staff_id__in=held, is_active=True)
    return list(rows.order_by("council_id", "username"))


def officer_lines(by: Actor) -> list[OfficerLine]:
    """For 責任者: everybody, whoever has no course in force first."""
    rows: dict[int, list[Training]] = {}
    for row in Training.objects.filter(prefecture_id=by.prefecture_id):
        rows.setdefault(row.staff_id, []).append(row)
    lines = [_officer(entry.name, rows.get(entry.staff_id, [])) for entry in officers(by)]
    return sorted(lines, key=lambda line: line.chip == _IN_FORCE)


def own_line(by: Actor) -> OfficerLine:
    """For an officer: the own courses alone; the database shows no others."""
    return _officer(by.name, Training.objects.filter(prefecture_id=by.prefecture_id, staff_id=officer_id(by)))


def is_warned(line: OfficerLine) -> bool:
    return line.chip != _IN_FORCE


def is_required(by: Actor) -> bool:
    return bool(value_of(by.prefecture_id, TRAINING_REQUIRED.name))


def warning(by: Actor) -> str:
    """期限切れの知らせ to the officer; '' where a course is in force."""
    line = own_line(by)
    if not is_warned(line):
        return ""
    state = "期限が切れています" if line.courses else "記録がありません"
    consequence = "新しい照会はできません。" if is_required(by) else ""
    return f"あなたの研修の{state}。{consequence}受講したら、責任者に記録を頼んでください。"


def check_trained(by: Actor) -> None:
    """Raises NotTrained, where the prefecture lets nobody ask without a course in force."""
    if is_required(by) and is_warned(own_line(by)):
        raise NotTrained


def _officer(name: str, rows: Iterable[Training]) -> OfficerLine:
    today = timezone.localdate()
    courses = [_course(row, today) for row in _newest(rows)]
    if any(line.chip == _IN_FORCE for line in courses):
        return OfficerLine(name, _IN_FORCE, courses)
    return OfficerLine(name, _OVER if courses else _NONE, courses)


def _newest(rows: Iterable[Training]) -> list[Training]:
    """Of each course the row that was recorded last."""
    found: dict[str, Training] = {}
    for row in sorted(rows, key=lambda row: (row.created_at, row.pk.int)):
        found[row.course] = row
    return sorted(found.values(), key=lambda row: row.course)


def _course(row: Training, today: date) -> CourseLine:
    chip = _IN_FORCE if row.passed_on <= today <= row.valid_until else _OVER
    return CourseLine(row.course, wareki(row.passed_on), wareki(row.valid_until), chip)
