"""照会で確認できる書類. The nudge on a case: papers that the fund's own plan answers by an inquiry.

The reports found papers asked for although an inquiry could have told (001), and offices that did not know which one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from inquiry import gateway
from loans.applications import papers, rules
from loans.applications.models import Application
from loans.applications.plan import LEGAL_BASIS, PURPOSE, plan_of
from loans.states import State
from loans.terms.facts import Paper
from loans.terms.in_force import facts_of

_ENDED = (State.APPROVED, State.DENIED, State.WITHDRAWN)


@dataclass(frozen=True)
class Instead:
    """照会で足りる書類. still_on_paper: what only a paper tells; is_there: it was taken in all the same."""

    paper: str
    sentence: str
    still_on_paper: str
    is_there: bool


def papers_by_inquiry(application: Application) -> list[Instead]:
    """Empty once the case has ended, and where the plan asks about nobody yet."""
    return [] if application.state in _ENDED else list(_papers(application))


def _papers(application: Application) -> Iterator[Instead]:
    planned = {line.kind.label: line.kind for line in plan_of(application) if line.rule.is_asked}
    entries = {entry.kind: entry for entry in gateway.catalogue(LEGAL_BASIS, PURPOSE) if entry.papers}
    there = papers.taken(application)
    for paper in rules.papers_for_application(facts_of(application.terms)):
        kind = planned.get(paper.replaced_by)
        if kind in entries:
            yield _instead(paper, entries[kind], paper.code in there)


def _instead(paper: Paper, entry: gateway.CatalogueEntry, is_there: bool) -> Instead:
    sentence = f"この書類は照会で確認できます（{entry.kind.label}）"
    return Instead(paper.name, sentence, entry.still_on_paper, is_there)
