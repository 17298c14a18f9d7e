"""障害・介護. 要配慮個人情報: whoever is shown it is told of in the trail by a word of its own."""

from collections.abc import Iterable
from dataclasses import dataclass

from councils.trail import write
from loans.applications import rules
from loans.applications.changed import Change
from loans.applications.models import Application, Member
from loans.applications.models.members import HEALTH

SEEN = "health"


@dataclass(frozen=True)
class HealthLine:
    name: str
    words: str


def look_at_health(application: Application) -> list[HealthLine]:
    """Of the household, as finished words; nothing is recorded where there is nothing to see."""
    lines = [HealthLine(each.name, _words(each)) for each in rules.household(application) if _has_health(each)]
    if lines:
        write.viewed(application.id, fields=[SEEN])
    return lines


def look_at_changes(application: Application, changes: Iterable[Change]) -> None:
    """The same of what has changed: what stood there before is shown beside what stands there now."""
    if any(each.is_of_health for each in changes):
        write.viewed(application.id, fields=[SEEN])


def _has_health(member: Member) -> bool:
    return any(getattr(member, name) for name in HEALTH)


def _words(member: Member) -> str:
    holds = f"{member.get_disability_display()} {member.disability_grade}".strip() if member.disability else ""
    parts = [holds or member.disability_grade, member.get_care_level_display() if member.care_level else ""]
    return "、".join(part for part in parts if part)
