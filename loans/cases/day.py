"""きょうの一覧. What was promised and what is due, the latest first to be late; each of a bounded length."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from councils import access
from councils.doors import StaffRequest, door
from councils.era import wareki
from councils.permissions import Permission
from councils.tenancy import Actor
from councils.trail import write
from councils.workdays import workday_after
from loans.applications.models import Return
from loans.applications.returned import reason_words
from loans.cases.lists import NAMELESS, open_consultations, past_consultations
from loans.consultations.due import due_talks
from loans.memos.models import Memo
from loans.recusals.actions import kept_off
from loans.states import ENDED
from loans.talk.life import CorrectionState
from loans.talk.models import Correction
from loans.talk.notices import new_notices

MOST, AHEAD = 50, 3


@dataclass(frozen=True)
class Due:
    """きょうまでのこと. is_mine: of a case or talk whose counsellor asks."""

    url: str
    name: str
    kana: str
    what: str
    words: str
    day: str
    is_late: bool
    is_mine: bool


@door(None, "GET")
def today(request: StaffRequest) -> HttpResponse:
    """きょう."""
    by = request.actor
    access.check_may(by, access.reading_right(by))
    is_counter = access.may(by, Permission.APPLY)
    day = timezone.localdate()
    promised = promises_due(by, day, is_counter=is_counter)
    returned = [*returns_due(by, day), *corrections_due(by, day)] if is_counter else []
    planned = talks_due(by, day) if is_counter else []
    kept = _talks_kept_off(by)
    talks = [each for each in open_consultations(by) if each.id not in kept] if is_counter else []
    past = [each for each in past_consultations(by) if each.id not in kept] if is_counter else []
    told = new_notices(by)
    shown = len(promised) + len(returned) + len(planned) + len(talks) + len(past) + len(told)
    write.appeared(shown, where="today")
    context = {
        "told": told,
        "promised": promised,
        "returned": returned,
        "planned": planned,
        "talks": talks,
        "past": past,
        "is_counter": is_counter,
    }
    return render(request, "cases/today.html", {**context, "ahead": AHEAD, "day": wareki(day)})


def promises_due(by: Actor, day: date, *, is_counter: bool) -> list[Due]:
    """電話で約束したこと, until today."""
    whose: dict[str, Any] = (
        {"municipal_council_id": by.council_id}
        if is_counter
        else {"prefecture_id": by.prefecture_id, "is_forwarded": True}
    )
    rows = _seen(Memo.objects.filter(**whose, promised_on__lte=day, kept_at__isnull=True), by)
    # A call about a talk is of the cases that came from it too.
    rows = rows.exclude(consultation_id__in=_talks_kept_off(by))
    found = rows.select_related("application", "consultation").order_by("promised_on", "id")[:MOST]
    return [_promise(row, day, by) for row in found]


def _promise(row: Memo, day: date, by: Actor) -> Due:
    promised = row.promised_on or day
    common = (
        f"電話（{row.get_caller_display()}）",
        row.gist,
        wareki(promised),
        promised < day,
        row.taken_by == by.staff_id,
    )
    if row.application:
        return Due(
            f"/look/{row.application_id}/", row.application.applicant_name, row.application.applicant_kana, *common
        )
    if row.consultation:
        return Due(
            f"/look/talks/{row.consultation_id}/", row.consultation.client_name, row.consultation.client_kana, *common
        )
    raise RuntimeError("a memo is of a case or of a talk")


def returns_due(by: Actor, day: date) -> list[Due]:
    """返戻の期限, until the third working day from now."""
    until = workday_after(day, AHEAD)
    open_rows = Return.objects.filter(municipal_council_id=by.council_id, answered_at__isnull=True, due_on__lte=until)
    rows = _seen(open_rows.exclude(application__state__in=ENDED), by)
    return [
        Due(
            f"/look/{row.application_id}/",
            row.application.applicant_name,
            row.application.applicant_kana,
            "返戻の期限",
            reason_words(row),
            wareki(row.due_on),
            row.due_on < day,
            row.application.counsellor_id == by.staff_id,
        )
        for row in rows.select_related("application").prefetch_related("items").order_by("due_on", "id")[:MOST]
    ]


def corrections_due(by: Actor, day: date) -> list[Due]:
    """補正の依頼の期限, until the third working day from now."""
    rows = Correction.objects.filter(
        municipal_council_id=by.council_id, state=CorrectionState.OPEN, due_on__lte=workday_after(day, AHEAD)
    )
    return [
        Due(
            f"/look/{row.application_id}/",
            row.application.applicant_name,
            row.application.applicant_kana,
            "補正の依頼",
            f"{row.kind_name}：{row.asked}",
            wareki(row.due_on),
            row.due_on < day,
            row.application.counsellor_id == by.staff_id,
        )
        for row in _seen(rows.exclude(application__state__in=ENDED), by)
        .select_related("application")
        .order_by("due_on", "id")[:MOST]
    ]


def talks_due(by: Actor, day: date) -> list[Due]:
    """相談の次の予定, until today."""
    kept = _talks_kept_off(by)
    return [
        Due(
            f"/look/talks/{row.id}/",
            row.client_name or NAMELESS,
            row.client_kana,
            "相談の次の予定",
            row.next_note,
            wareki(row.next_on or day),
            row.next_on is not None and row.next_on < day,
            row.counsellor_id == by.staff_id,
        )
        for row in due_talks(by, on=day)
        if row.id not in kept
    ]


def _seen(rows: "QuerySet[Any]", by: Actor) -> "QuerySet[Any]":
    """Without the cases that this person keeps off: neither a name nor a word of them."""
    return rows.exclude(application_id__in=list(kept_off(by).values_list("application_id", flat=True)))


def _talks_kept_off(by: Actor) -> set[UUID]:
    return set(kept_off(by).values_list("application__consultation_id", flat=True))
