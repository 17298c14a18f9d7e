"""補正の依頼の見せ方."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from councils.access import may
from councils.era import wareki
from councils.permissions import Permission
from councils.tenancy import Actor
from loans.applications.models import Application
from loans.applications.papers import types
from loans.applications.shown import OWN_RESULT, PaperLine, moment, paper_line
from loans.documents.taking import may_be_struck
from loans.states import AT_COUNTER, ENDED, IN_REVIEW
from loans.talk.life import ASKED_IN, UNSETTLED, CorrectionState
from loans.talk.models import Correction

TAKES_PAPERS = AT_COUNTER | IN_REVIEW
_CHIPS = {
    CorrectionState.OPEN: "waiting",
    CorrectionState.ANSWERED: "active",
    CorrectionState.CLOSED: "good",
    CorrectionState.CANCELLED: "closed",
}


@dataclass(frozen=True)
class SentLine:
    """依頼のあとに登録された書類. kind: its code; can_strike: it may still be taken again or back."""

    paper: PaperLine
    kind: str
    can_strike: bool


@dataclass(frozen=True)
class CorrectionLine:
    id: UUID
    kind: str
    place: str
    asked: str
    asked_name: str
    when: str
    due: str
    is_late: bool
    state: str
    chip: str
    blocks: bool
    takes_papers: bool
    paper: str
    answer: str
    answered: str
    settled: str
    papers: Sequence[SentLine]
    can_answer: bool
    can_close: bool
    can_cancel: bool


@dataclass(frozen=True)
class CorrectionPanel:
    lines: Sequence[CorrectionLine]
    can_ask: bool


def correction_panel(application: Application, by: Actor) -> CorrectionPanel:
    """補正の依頼の欄, the unsettled first."""
    rows = sorted(application.corrections.order_by("-created_at"), key=lambda row: row.state not in UNSETTLED)
    can_ask = may(by, Permission.REVIEW) and application.state in ASKED_IN
    return CorrectionPanel([correction_line(row, application, by) for row in rows], can_ask)


def correction_line(row: Correction, application: Application, by: Actor) -> CorrectionLine:
    state = CorrectionState(row.state)
    is_open, is_unsettled = state == CorrectionState.OPEN, state in UNSETTLED
    reviews = may(by, Permission.REVIEW)
    return CorrectionLine(
        id=row.id,
        kind=row.kind_name,
        place=row.place_name,
        asked=row.asked,
        asked_name=row.asked_name,
        when=moment(row.created_at),
        due=wareki(row.due_on),
        is_late=is_open and row.due_on < timezone.localdate() and application.state not in ENDED,
        state=state.label,
        chip=_CHIPS[state],
        blocks=row.blocks_proposal and is_unsettled,
        takes_papers=row.takes_papers and application.state in TAKES_PAPERS,
        paper=row.place.partition(":")[2] if row.place.startswith("paper:") else "",
        answer=row.answer,
        answered=f"{moment(row.answered_at)} {row.answered_name}" if row.answered_at else "",
        settled=f"{moment(row.settled_at)} {row.settled_name}" if row.settled_at else "",
        papers=_papers_since(row, application, by),
        can_answer=is_open and may(by, Permission.APPLY),
        can_close=state == CorrectionState.ANSWERED and reviews,
        can_cancel=is_unsettled and reviews,
    )


def _papers_since(row: Correction, application: Application, by: Actor) -> list[SentLine]:
    """この依頼のあとに登録された書類, where the request takes papers; until it was answered or given up."""
    if not row.takes_papers:
        return []
    names = {code: kind.name for code, kind in types().items()}
    answers = row.state == CorrectionState.OPEN and may(by, Permission.APPLY)
    return [
        SentLine(
            paper_line(each, names.get(each.kind, OWN_RESULT)), each.kind, answers and may_be_struck(application, each)
        )
        for each in row.papers_since().order_by("created_at", "sheet")
    ]
