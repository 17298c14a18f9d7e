"""県独自項目の見せ方. Every question of the prefecture with its state, as finished strings."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from councils.era import wareki
from councils.tenancy import Actor
from loans.extras.models import ExtraField
from loans.terms.in_force import funds_in_force


@dataclass(frozen=True)
class Line:
    """can_confirm: by whoever looks; can_end while no last day is set."""

    id: Any
    label: str
    kind: str
    fund: str
    period: str
    state: str
    chip: str
    proposed: str
    can_confirm: bool
    can_end: bool


def lines(by: Actor) -> list[Line]:
    today = timezone.localdate()
    names = {each.code: each.name for each in funds_in_force(prefecture_id=by.prefecture_id, on=today)}
    rows = ExtraField.objects.filter(prefecture_id=by.prefecture_id).order_by("-proposed_at", "id")
    return [_line(row, names, today, by) for row in rows]


def _line(row: ExtraField, names: dict[str, str], today: date, by: Actor) -> Line:
    state, chip = _state(row, today)
    choices = f"（{'、'.join(row.choices)}）" if row.choices else ""
    until = f"から{wareki(row.until)}まで" if row.until else "から"
    return Line(
        id=row.id,
        label=f"{row.label}{'（必須）' if row.is_required else ''}",
        kind=f"{row.get_kind_display()}{choices}",
        fund=names.get(row.fund, row.fund) if row.fund else "すべての資金",
        period=f"{wareki(row.since)}{until}",
        state=state,
        chip=chip,
        proposed=row.proposed_name,
        can_confirm=row.confirmed_at is None and row.until is None and row.proposed_by != by.person_id,
        can_end=row.until is None,
    )


def _state(row: ExtraField, today: date) -> tuple[str, str]:
    if row.confirmed_at is None:
        return ("取下げ", "closed") if row.until else ("確認待ち", "waiting")
    if row.until and row.until < today:
        return "終了", "closed"
    return ("使用中", "good") if row.since <= today else ("開始前", "neutral")
