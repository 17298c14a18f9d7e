"""一覧の頁. By keyset, one group of rows after the other: what is open stands before what is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

PAGE = 50
Row = TypeVar("Row", bound=Model)
Shown = TypeVar("Shown")


@dataclass(frozen=True, slots=True)
class Paged(Generic[Shown]):
    """一頁. after is the mark of the next page, "" where there is none."""

    rows: Sequence[Shown]
    after: str = ""


@dataclass(frozen=True, slots=True)
class _Mark:
    """Behind which row of which group a page begins."""

    group: int
    at: datetime
    id: Any


def paged(groups: Sequence[QuerySet[Row]], mark: str, by: str = "-created_at") -> Paged[Row]:
    """Each group by this time, newest first unless told otherwise. A mark that cannot be read begins anew."""
    begun = _read(groups, mark)
    found: list[tuple[int, Row]] = []
    for number, rows in enumerate(groups):
        if begun is not None and number < begun.group:
            continue
        rest = _behind(rows, begun, by) if begun is not None and number == begun.group else rows
        left = PAGE + 1 - len(found)
        found += [(number, row) for row in rest.order_by(by, "pk")[:left]]
        if len(found) > PAGE:
            break
    page = [row for _, row in found[:PAGE]]
    return Paged(page, _mark(*found[PAGE - 1], by) if len(found) > PAGE else "")


def _behind(rows: QuerySet[Row], begun: _Mark, by: str) -> QuerySet[Row]:
    # The first bound says nothing new; but it is a range of the index, which the other two are not.
    time, further = by.removeprefix("-"), "lt" if by.startswith("-") else "gt"
    bound = rows.filter(**{f"{time}__{further}e": begun.at})
    return bound.filter(Q(**{f"{time}__{further}": begun.at}) | Q(pk__gt=begun.id))


def _mark(group: int, row: Any, by: str) -> str:
    return f"{group}~{getattr(row, by.removeprefix('-')).isoformat()}~{row.pk}"


def _read(groups: Sequence[QuerySet[Row]], mark: str) -> _Mark | None:
    group, _, rest = mark.partition("~")
    at, _, row_id = rest.partition("~")
    try:
        number, moment = int(group), datetime.fromisoformat(at).astimezone()
        return _Mark(number, moment, groups[number].model._meta.pk.to_python(row_id))
    except (ValueError, OverflowError, IndexError, ValidationError):
        return None
