"""担当案件の一覧. Newest first by keyset: page 1,001 costs what page 1 costs (speed.md)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from councils.era import wareki
from councils.look.words import yen
from councils.tenancy import Actor
from loans.applications.models import Application, Return
from loans.consultations.models import Consultation
from loans.states import ConsultationState, State

PAGE = 50
TALKS = 20
KINDS = {
    State.DRAFT: "neutral",
    State.RETURNED: "returned",
    State.APPROVED: "good",
    State.DENIED: "bad",
    State.WITHDRAWN: "closed",
}
TALK_KINDS = {ConsultationState.OPEN: "active"}


@dataclass(frozen=True)
class Line:
    """number is the one that the office speaks of, once it has one; due the day by which a return is to be answered."""

    id: Any
    number: str
    receipt_number: str
    prefectural_number: str
    name: str
    kana: str
    amount: str
    state: str
    kind: str
    when: str
    who: str
    due: str = ""


@dataclass(frozen=True)
class Talk:
    id: Any
    name: str
    kana: str
    when: str
    who: str
    state: str


@dataclass(frozen=True)
class Lines:
    rows: list[Line]
    before: str


def desk_lines(by: Actor, *, before: str) -> Lines:
    """The council's cases. The tenant is named, though the policy names it too: the index begins with it."""
    rows = Application.objects.filter(municipal_council_id=by.council_id)
    page = list(_older(rows, before).order_by("-created_at", "id")[: PAGE + 1])
    more = page[PAGE - 1] if len(page) > PAGE else None
    due = _due(by, page[:PAGE])
    lines = [replace(line_of(row), due=due.get(row.id, "")) for row in page[:PAGE]]
    return Lines(lines, _mark(more) if more else "")


def _due(by: Actor, page: list[Application]) -> dict[UUID, str]:
    """返戻の期限. Until the case has been forwarded again, whatever its state."""
    rows = Return.objects.filter(
        municipal_council_id=by.council_id, application__in=[row.id for row in page], answered_at__isnull=True
    )
    return {row.application_id: wareki(row.due_on) for row in rows}


def _older(rows: Any, before: str) -> Any:
    """The rows after the mark; a mark that cannot be read starts anew."""
    at, _, row_id = before.partition("~")
    try:
        moment, last = datetime.fromisoformat(at).astimezone(), UUID(row_id)
    except (ValueError, OverflowError):
        return rows
    # The first bound says nothing new; but it is a range of the index, which the other two are not.
    return rows.filter(created_at__lte=moment).filter(Q(created_at__lt=moment) | Q(id__gt=last))


def _mark(row: Application) -> str:
    return f"{row.created_at.isoformat()}~{row.id}"


def line_of(row: Application) -> Line:
    state = State(row.state)
    return Line(
        row.id,
        row.prefectural_number or row.receipt_number,
        row.receipt_number,
        row.prefectural_number or "",
        row.applicant_name,
        row.applicant_kana,
        "" if row.amount_yen is None else yen(row.amount_yen),
        state.label,
        KINDS.get(state, "active"),
        wareki(timezone.localdate(row.forwarded_at or row.created_at)),
        row.counsellor_name,
    )


def open_consultations(by: Actor) -> list[Talk]:
    """相談中. Talks that are neither an application nor ended, the newest 20."""
    rows = Consultation.objects.filter(municipal_council_id=by.council_id)
    return _newest(rows.filter(state=ConsultationState.OPEN))


def past_consultations(by: Actor) -> list[Talk]:
    """最近の相談. Those that became an application or ended, the newest 20."""
    rows = Consultation.objects.filter(municipal_council_id=by.council_id)
    return _newest(rows.exclude(state=ConsultationState.OPEN))


def _newest(rows: QuerySet[Consultation]) -> list[Talk]:
    return [
        Talk(
            row.id,
            row.client_name,
            row.client_kana,
            wareki(row.came_on),
            row.counsellor_name,
            ConsultationState(row.state).label,
        )
        for row in rows.order_by("-created_at", "id")[:TALKS]
    ]
