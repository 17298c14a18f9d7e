"""重複. The same reading and birth date, or telephone, elsewhere: shown, asked about, never merged.

Whoever looks sees what the walls show: the own council's at the counter, the own prefecture's forwarded cases in the
office. By equality of what is stored, in indexes that begin with the tenant; a household costs no more than one person.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from councils.era import wareki
from councils.tenancy import Actor
from councils.trail import write
from loans.applications import rules
from loans.applications.models import Application, DuplicateNote, Member
from loans.consultations.models import Consultation
from loans.states import ConsultationState

MOST = 10
_UNKNOWN = "0000"


@dataclass(frozen=True)
class Known:
    """尋ねる人. born: ISO; one whose year is not known is told by the telephone alone."""

    kana: str
    born: str = ""
    phone: str = ""

    @property
    def is_born_known(self) -> bool:
        return bool(self.born) and not self.born.startswith(_UNKNOWN)


@dataclass(frozen=True)
class Same:
    """同じお名前の申込・相談. id: of the case, or of the talk; no more than is needed to look it up."""

    id: UUID
    is_case: bool
    what: str
    when: str
    state: str
    who: str
    note: str = ""


def same_people(people: Sequence[Known], *, but: Collection[UUID], by: Actor) -> list[Same]:
    """Cases and talks of any of these people. but: what is open on the page."""
    asked = [each for each in people if each.kana]
    cases = Application.objects.filter(pk__in=_case_ids(asked, by)).exclude(pk__in=but).order_by("-created_at")[:MOST]
    talks = _talks(asked, by).exclude(pk__in=but).order_by("-created_at")[:MOST]
    return [*map(_of_case, cases), *map(_of_talk, talks)]


def same_as(application: Application, *, by: Actor) -> list[Same]:
    """Of everybody in the household, with what was said about it; the client's talk of this case is no other."""
    people = [Known(each.kana, each.born, _phone(each, application)) for each in rules.household(application)]
    found = same_people(people, but={application.id, application.consultation_id}, by=by)
    notes = {note.other_id: note for note in application.duplicate_notes.all()} if found else {}
    return [_noted(same, notes.get(same.id)) for same in found]


def duplicate_panel(application: Application, *, by: Actor, can_note: bool) -> dict[str, Any]:
    """重複の確認の欄. What appears in it is told in the trail."""
    same = same_as(application, by=by)
    if same:
        write.appeared(len(same), where="duplicates")
    return {"same": same, "can_note": can_note, "reasons": DuplicateNote.Reason.choices}


def _case_ids(asked: Sequence[Known], by: Actor) -> set[UUID]:
    """Of members by reading and birth; of applicants by reading and telephone."""
    members = Member.objects.filter(
        _any(Q(kana=each.kana, born=each.born) for each in asked if each.is_born_known),
        prefecture_id=by.prefecture_id,
        removed_at__isnull=True,
    )
    callers = Application.objects.filter(
        _any(Q(applicant_phone=each.phone, applicant_kana=each.kana) for each in asked if each.phone),
        prefecture_id=by.prefecture_id,
    )
    # A few more than are shown: of one household each member is one row.
    of_members = members.order_by("-created_at").values_list("application_id", flat=True)[: MOST * 4]
    return {*of_members, *callers.order_by("-created_at").values_list("pk", flat=True)[:MOST]}


def _talks(asked: Sequence[Known], by: Actor) -> QuerySet[Consultation]:
    """The counter's own; what became an application is found as that."""
    whose = _any(Q(client_kana=each.kana) & _any(_ways(each)) for each in asked if each.is_born_known or each.phone)
    talks = Consultation.objects.filter(whose, municipal_council_id=by.council_id)
    return talks.exclude(state=ConsultationState.APPLYING)


def _ways(each: Known) -> list[Q]:
    born = [Q(client_born=each.born)] if each.is_born_known else []
    return [*born, Q(client_phone=each.phone)] if each.phone else born


def _any(conditions: Iterable[Q]) -> Q:
    """One of them; without any, nobody."""
    return reduce(or_, conditions, Q(pk__in=()))


def _phone(member: Member, application: Application) -> str:
    return application.applicant_phone if member.relation == Member.Relation.SELF else ""


def _of_case(case: Application) -> Same:
    day = wareki(timezone.localdate(case.created_at))
    return Same(case.id, True, f"申込 {case.receipt_number}", day, case.get_state_display(), case.counsellor_name)


def _of_talk(talk: Consultation) -> Same:
    return Same(talk.id, False, "相談", wareki(talk.came_on), talk.get_state_display(), talk.counsellor_name)


def _noted(same: Same, note: DuplicateNote | None) -> Same:
    return replace(same, note=f"{note.get_reason_display()}（{note.noted_name}）") if note else same
