"""所得基準の表示. What counts today, what begins later, and what was before; of this prefecture and of the country."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from councils.era import wareki
from councils.look.words import yen
from inquiry.officer.limit_form import funds
from inquiry.officer.officers import names_of
from inquiry.officer.paging import paged
from inquiry.officer.showing import Chip, moment
from inquiry.vault.models import IncomeLimit


@dataclass(frozen=True, slots=True)
class LimitRow:
    """所得基準の一行."""

    chip: Chip
    fund: str
    size: str
    limit: str
    near: str
    since: str
    source: str
    who: str


def standing_rows(on: date) -> list[LimitRow]:
    """適用中とこれから, by fund and size. As many as there are funds and sizes, and what is to come."""
    rows = IncomeLimit.objects.filter(Q(pk__in=_in_force(on)) | Q(valid_from__gt=on))
    return _shown(rows.order_by("fund", "household_size", "valid_from", "created_at", "pk"), on)


def past_rows(on: date, mark: str) -> tuple[list[LimitRow], str]:
    """以前の額, the newest first; and the mark of the next page."""
    found = paged([IncomeLimit.objects.filter(valid_from__lte=on).exclude(pk__in=_in_force(on))], mark)
    return _shown(found.rows, on, Chip("以前の額", "closed")), found.after


def _in_force(on: date) -> list[int]:
    """Of each fund and size the newest that has begun; of several from one day the one that was entered last."""
    whose = ("prefecture_id", "fund", "household_size")
    begun = IncomeLimit.objects.filter(valid_from__lte=on)
    return list(
        begun.order_by(*whose, "-valid_from", "-created_at", "-pk").distinct(*whose).values_list("pk", flat=True)
    )


def _shown(rows: Iterable[IncomeLimit], on: date, chip: Chip | None = None) -> list[LimitRow]:
    found = list(rows)
    names, of_fund = names_of(row.entered_by for row in found), dict(funds())
    return [_row(row, chip or _chip(row, on), names, of_fund) for row in found]


def _chip(row: IncomeLimit, on: date) -> Chip:
    return Chip("これから", "waiting") if row.valid_from > on else Chip("適用中", "good")


def _row(row: IncomeLimit, chip: Chip, names: dict[int, str], of_fund: dict[str, str]) -> LimitRow:
    who = names.get(row.entered_by, "（異動済み）") if row.entered_by else "全国の基準"
    return LimitRow(
        chip=chip,
        fund=of_fund.get(row.fund, row.fund) or "すべての資金",
        size=f"{row.household_size}人",
        limit=yen(row.yearly_yen),
        near=f"上下{row.near_percent}％" if row.near_percent else "使わない",
        since=wareki(row.valid_from),
        source=row.source,
        who=f"{who}（{moment(row.created_at)}）",
    )
