"""重複. The same reading and birth date, or telephone, elsewhere: shown, asked about, never merged.

Whoever looks sees what the walls show: the own council's at the counter, the own prefecture's forwarded cases in the
office. By equality of what is stored, in indexes that begin with the tenant.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
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
class Same:
    """同じお名前の申込・相談. id: of the case, or of the talk; no more than is needed to look it up."""

    id: UUID
    is_case: bool
    what: str
    when: str
    state: str
    who: str
    note: str = ""


def same_people(kana: str, born: str, phone: str, *, but: Collection[UUID], by: Actor) -> list[Same]:
    """born: ISO; one whose date is not known at all is told by the telephone alone. but: what is open on the page."""
    if not kana:
        return []
    cases = _cases(kana, born, phone, by).exclude(pk__in=but)[:MOST]
    talks = _talks(kana, born, phone, by).exclude(pk__in=but)[:MOST]
    return [*map(_of_case, cases), *map(_of_talk, talks)]


def same_as(application: Application, *, by: Actor) -> list[Same]:
    """Of everybody in the household, with what was said about it; the client's talk of this case is no other."""
    found: dict[UUID, Same] = {}
    but = {application.id, application.consultation_id}
    for each in rules.household(application):
        phone = application.applicant_phone if each.relation == Member.Relation.SELF else ""
        found |= {same.id: same for same in same_people(each.kana, each.born, phone, but=but, by=by)}
    notes = {note.other_id: note for note in application.duplicate_notes.all()}
    return [_noted(same, notes.get(same.id)) for same in found.values()]


def _cases(kana: str, born: str, phone: str, by: Actor) -> QuerySet[Application]:
    """Of members by reading and birth; of applicants by reading and telephone."""
    ids: set[UUID] = set()
    if _is_known(born):
        members = Member.objects.filter(prefecture_id=by.prefecture_id, kana=kana, born=born, removed_at__isnull=True)
        ids |= set(members.order_by("-created_at").values_list("application_id", flat=True)[: MOST * 2])
    if phone:
        same = Application.objects.filter(prefecture_id=by.prefecture_id, applicant_phone=phone, applicant_kana=kana)
        ids |= set(same.order_by("-created_at").values_list("pk", flat=True)[:MOST])
    return Application.objects.filter(pk__in=ids).order_by("-created_at")


def _talks(kana: str, born: str, phone: str, by: Actor) -> QuerySet[Consultation]:
    """The counter's own; what became an application is found as that."""
    whose = Q(client_born=born) if _is_known(born) else Q(pk__in=())
    whose |= Q(client_phone=phone) if phone else Q(pk__in=())
    same = Consultation.objects.filter(whose, municipal_council_id=by.council_id, client_kana=kana)
    return same.exclude(state=ConsultationState.APPLYING).order_by("-created_at")


def _is_known(born: str) -> bool:
    return bool(born) and not born.startswith(_UNKNOWN)


def _of_case(case: Application) -> Same:
    day = wareki(timezone.localdate(case.created_at))
    return Same(case.id, True, f"申込 {case.receipt_number}", day, case.get_state_display(), case.counsellor_name)


def _of_talk(talk: Consultation) -> Same:
    return Same(talk.id, False, "相談", wareki(talk.came_on), talk.get_state_display(), talk.counsellor_name)


def _noted(same: Same, note: DuplicateNote | None) -> Same:
    return replace(same, note=f"{note.get_reason_display()}（{note.noted_name}）") if note else same


def duplicate_panel(application: Application, *, by: Actor, can_note: bool) -> dict[str, Any]:
    """重複の確認の欄. What appears in it is told in the trail."""
    same = same_as(application, by=by)
    if same:
        write.appeared(len(same), where="duplicates")
    return {"same": same, "can_note": can_note, "reasons": DuplicateNote.Reason.choices}
