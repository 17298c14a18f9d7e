"""ひと目. What somebody at the telephone needs of a case or a talk, on one screen without scrolling."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from councils import access
from councils.doors import StaffRequest, door
from councils.era import wareki
from councils.look.words import yen
from councils.permissions import Permission
from councils.planner import planned_once
from councils.tenancy import Actor
from councils.trail import write
from loans.applications.models import Application, Return
from loans.applications.shown import Fact, applicant_born
from loans.cases.hits import Hit, hits
from loans.cases.next_acts import short
from loans.cases.parts import parts_of
from loans.cases.timeline import Event, memo_events, newest_first, proposals, shared
from loans.cases.waits import turn
from loans.consultations.models import Consultation
from loans.decision.models import Decision
from loans.memos.models import Memo
from loans.memos.shown import memos_of_case, memos_of_talk, promises
from loans.search.find import Found
from loans.search.same import same_client
from loans.states import ConsultationState, State

NEWEST = 3
SEEN = ("application", "members", "memos")


@planned_once
@door(None, "GET")
def case(request: StaffRequest, application_id: UUID) -> HttpResponse:
    """案件のひと目, at both desks."""
    by = request.actor
    application = access.look(Application, application_id, by=by, may=access.reading_right(by), seen=SEEN)
    there = parts_of(application, by)
    memos = memos_of_case(application) if "memos" in there else []
    own = [each for each in memos if each.application_id]
    decision = application.decisions.first() if "decisions" in there else None
    back = application.returns.filter(answered_at__isnull=True).first() if "returns" in there else None
    context = {
        "application": application,
        "born": applicant_born(application),
        "turn": turn(application, by=by),
        "short": short(application, by, there=there),
        "events": _events(application, memos, there, by)[:NEWEST],
        "dates": _dates(application, decision, back),
        "loan": _loan(application, decision),
        "promises": promises(own, today=timezone.localdate()),
        "others": _others(_same(application, by)),
    }
    return render(request, "cases/look.html", context)


def _same(application: Application, by: Actor) -> Found:
    return same_client(
        name=application.applicant_name,
        kana=application.applicant_kana,
        phone=application.applicant_phone,
        by=by,
        but=application.id,
    )


@planned_once
@door(Permission.CONSULT, "GET")
def talk(request: StaffRequest, consultation_id: UUID) -> HttpResponse:
    """相談のひと目."""
    by = request.actor
    row = access.look(Consultation, consultation_id, by=by, may=Permission.CONSULT, seen=("consultation", "memos"))
    memos = memos_of_talk(row)
    found = same_client(name=row.client_name, kana=row.client_kana, phone=row.client_phone, by=by, but=row.id)
    context = {
        "talk": row,
        "is_open": row.state == ConsultationState.OPEN,
        "events": _of_talk(row, memo_events(memos))[:NEWEST],
        "dates": _talk_dates(row),
        "promises": promises(memos, today=timezone.localdate()),
        "others": _others(found),
        "applications": list(row.applications.order_by("created_at")),
    }
    return render(request, "cases/look_talk.html", context)


def _events(application: Application, memos: list[Memo], there: frozenset[str], by: Actor) -> list[Event]:
    """reviews are among the parts of the office alone."""
    of_office = proposals(application) if "reviews" in there and not access.may(by, Permission.APPLY) else ()
    return newest_first([*shared(application, memos, there), *of_office])


def _of_talk(row: Consultation, calls: list[Event]) -> list[Event]:
    return [*calls, Event("相談を受付", row.created_at, row.counsellor_name, row.gist[:200])]


def _talk_dates(row: Consultation) -> list[Fact]:
    next_on = [Fact("次の予定", wareki(row.next_on), row.next_note)] if row.next_on else []
    return [Fact("相談日", wareki(row.came_on)), *next_on, Fact("相談員", row.counsellor_name)]


def _others(found: Found) -> list[Hit]:
    """The names of others appear: so the trail says."""
    rows = hits(found)
    if rows:
        write.appeared(len(rows), where="same_client", fields=["name"])
    return rows


def _dates(application: Application, decision: Decision | None, back: Return | None) -> list[Fact]:
    days = (
        ("作成", application.created_at),
        ("申込", application.submitted_at),
        ("進達", application.forwarded_at),
        ("県受付", application.received_at),
        ("返戻の期限", back.due_on if back else None),
        ("決定", decision.created_at if decision else None),
    )
    return [Fact(label, _day(day), _late(label, day)) for label, day in days if day]


def _day(day: date) -> str:
    return wareki(timezone.localdate(day) if isinstance(day, datetime) else day)


def _late(label: str, day: date) -> str:
    return "期限切れ" if label == "返戻の期限" and day < timezone.localdate() else ""


@dataclass(frozen=True)
class Loan:
    """貸付. amount as asked, or as decided; note says what this system does not know."""

    label: str
    amount: str
    note: str = ""


def _loan(application: Application, decision: Decision | None) -> Loan | None:
    """償還 is kept by the loan system of the prefecture; nothing of it is shown that has not been told."""
    if decision and decision.amount_yen and application.state == State.APPROVED:
        return Loan("貸付額", yen(decision.amount_yen), "償還・滞納の状況は業務システムでご確認ください。")
    return Loan("借入希望額", yen(application.amount_yen)) if application.amount_yen else None
