"""照会計画の見せ方. Who × kind × why, of whom, which papers it can replace; and what is left out, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.forms import BoundField

from councils.era import wareki
from inquiry import gateway
from loans.applications.plan import LEGAL_BASIS, PURPOSE, Planned
from loans.review.plan_form import OrderForm


@dataclass(frozen=True)
class PlanLine:
    """照会する行."""

    kind: str
    whom: str
    names: str
    providers: str
    why: str
    scope: str
    papers: str
    still_on_paper: str
    leave: BoundField


@dataclass(frozen=True)
class LeftLine:
    """照会しない行."""

    kind: str
    why: str


@dataclass(frozen=True)
class PlanShown:
    lines: Sequence[PlanLine]
    left: Sequence[LeftLine]
    not_named: str


def plan_shown(planned: Sequence[Planned], form: OrderForm) -> PlanShown:
    catalogue = gateway.catalogue(LEGAL_BASIS, PURPOSE)
    fields = form.leave_fields()
    lines = [_line(line, _of(line.kind, catalogue), fields[line.kind]) for line in planned if line.rule.is_asked]
    left = [LeftLine(line.kind.label, line.rule.why) for line in planned if not line.rule.is_asked]
    named = {line.kind for line in planned}
    rest = dict.fromkeys(entry.kind.label for entry in catalogue if entry.kind not in named)
    return PlanShown(lines, left, "、".join(rest))


def _of(kind: gateway.Kind, catalogue: Iterable[gateway.CatalogueEntry]) -> list[gateway.CatalogueEntry]:
    return [entry for entry in catalogue if entry.kind == kind]


def _line(line: Planned, entries: Sequence[gateway.CatalogueEntry], leave: BoundField) -> PlanLine:
    return PlanLine(
        kind=line.kind.label,
        whom=line.rule.get_whom_display(),
        names="、".join(member.name for member in line.members),
        providers="、".join(dict.fromkeys(entry.provider_type.label for entry in entries)),
        why=line.rule.why,
        scope=_scope(line),
        papers="、".join(dict.fromkeys(paper for entry in entries for paper in entry.papers)),
        still_on_paper="".join(dict.fromkeys(entry.still_on_paper for entry in entries)),
        leave=leave,
    )


def _scope(line: Planned) -> str:
    match line.scope:
        case gateway.Scope.POINT:
            return f"{_day(line.from_on)}時点"
        case gateway.Scope.RANGE:
            return f"{_day(line.from_on)}から{_day(line.until_on)}まで"
        case gateway.Scope.NEWEST:
            return "最新"


def _day(day: date | None) -> str:
    return wareki(day) if day else ""
