"""照会の利用状況. Of the cases received in a month: in how many an inquiry was ordered, or a paper taken in its place.

Counted anew at each look, from indexes that begin with the prefecture and over one month: no counter that could drift.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from councils.models import Council
from councils.months import Month, rate
from councils.tenancy import Actor
from inquiry import gateway
from loans.applications.models import Application
from loans.applications.papers import answering
from loans.cases.replaceable import codes_by_fund, funds_by_codes
from loans.cases.scenes import fund_name, terms_rows
from loans.documents.models import Document

_NONE = Q(pk__in=())


@dataclass(frozen=True)
class CaseCount:
    """受付、照会を依頼、照会で代えられる書類を預かった案件."""

    received: int = 0
    asked: int = 0
    papers: int = 0

    @property
    def rate(self) -> str:
        return rate(self.asked, self.received)


@dataclass(frozen=True)
class UseLine:
    label: str
    count: CaseCount


@dataclass(frozen=True)
class Use:
    whole: CaseCount
    by_council: list[UseLine]
    by_fund: list[UseLine]


def use_in(month: Month, *, by: Actor) -> Use:
    """一か月の利用状況 of the own prefecture."""
    rows = _rows(month, by)
    councils = dict(Council.objects.filter(prefecture_id=by.prefecture_id).values_list("code", "name"))
    funds = {code: fund_name(row) for code, row in terms_rows(by).items()}
    return Use(
        _sum(rows),
        _lines(rows, "municipal_council_id", lambda code: councils.get(code, code)),
        _lines(rows, "fund", lambda code: funds.get(code, code)),
    )


def _rows(month: Month, by: Actor) -> list[Mapping[str, Any]]:
    since, until = month.span
    cases = Application.objects.filter(
        prefecture_id=by.prefecture_id, received_at__gte=since, received_at__lt=until, forwarded_at__isnull=False
    )
    counted = cases.order_by().values("municipal_council_id", "fund")
    return [
        dict(row)
        for row in counted.annotate(
            received=Count("pk"),
            asked=Count("pk", filter=gateway.has_order(OuterRef("pk"), by.prefecture_id)),
            papers=Count("pk", filter=_has_paper(by)),
        )
    ]


def _has_paper(by: Actor) -> Q:
    """A paper that the plan of the case's own fund answers by an inquiry, or one that is taken in its place."""
    found = _NONE
    for codes, funds in funds_by_codes(codes_by_fund(by)).items():
        papers = Document.objects.filter(
            answering(codes), prefecture_id=by.prefecture_id, application=OuterRef("pk"), removed_at__isnull=True
        )
        found |= Q(Exists(papers.filter(is_forwarded=True)), fund__in=funds)
    return found


def _lines(rows: Sequence[Mapping[str, Any]], column: str, label: Callable[[str], str]) -> list[UseLine]:
    codes = sorted({row[column] for row in rows})
    return [UseLine(label(code), _sum(row for row in rows if row[column] == code)) for code in codes]


def _sum(rows: Iterable[Mapping[str, Any]]) -> CaseCount:
    found = list(rows)
    return CaseCount(*(sum(row[name] for row in found) for name in ("received", "asked", "papers")))
