"""照会で代えられる書類, by fund: by the terms of the paper, the plan of the fund, and the catalogue of the kind."""

from collections import defaultdict
from collections.abc import Mapping

from councils.tenancy import Actor
from inquiry import gateway
from loans.applications.plan import LEGAL_BASIS, PURPOSE
from loans.cases.scenes import plan_rules, terms_rows
from loans.terms.in_force import facts_of
from loans.terms.models import FundTerms


def codes_by_fund(by: Actor) -> dict[str, frozenset[str]]:
    """The papers' codes, for each fund in force today."""
    replacing = {entry.kind.label for entry in gateway.catalogue(LEGAL_BASIS, PURPOSE) if entry.papers}
    rules = plan_rules(by)
    asked = {fund: {rule.get_kind_display() for rule in rows if rule.is_asked} for fund, rows in rules.items()}
    return {fund: _codes(row, asked.get(fund, set()) & replacing) for fund, row in terms_rows(by).items()}


def funds_by_codes(codes: Mapping[str, frozenset[str]]) -> dict[frozenset[str], list[str]]:
    """Most funds share a list, so that few questions are asked."""
    found: dict[frozenset[str], list[str]] = defaultdict(list)
    for fund, papers in codes.items():
        if papers:
            found[papers].append(fund)
    return found


def _codes(row: FundTerms, kinds: set[str]) -> frozenset[str]:
    return frozenset(paper.code for paper in facts_of(row).papers if paper.replaced_by in kinds)
