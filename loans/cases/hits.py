"""見つかった方. The rows of a search as finished strings, in four queries however many were found."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from councils.look.words import phone_end
from loans.applications.models import Application, Member
from loans.cases.lists import KINDS, NAMELESS, TALK_KINDS
from loans.consultations.models import Consultation
from loans.rows import any_of
from loans.search.find import Found
from loans.states import ConsultationState, State


@dataclass(frozen=True)
class Hit:
    """見つかった案件か相談. through: somebody of the household by whom it was found, where it was not the applicant."""

    url: str
    name: str
    kana: str
    born: str
    state: str
    kind: str
    number: str
    phone_end: str
    is_protected: bool = False
    through: str = ""


def hits(found: Found) -> list[Hit]:
    """In the order in which they were found: cases, then talks."""
    cases = {row.id: row for row in Application.objects.filter(pk__in=any_of(found.cases))} if found.cases else {}
    born, through = _people(found)
    talks = {row.id: row for row in Consultation.objects.filter(pk__in=any_of(found.talks))} if found.talks else {}
    return [
        *(_case(cases[each], born.get(each, ""), through.get(each, "")) for each in found.cases if each in cases),
        *(_talk(talks[each]) for each in found.talks if each in talks),
    ]


def _people(found: Found) -> tuple[dict[UUID, str], dict[UUID, str]]:
    """生年月日 of each applicant, and the others who were found."""
    if not found.cases:
        return {}, {}
    sources = {source for each in found.cases.values() for source in each}
    rows = Member.objects.filter(application_id__in=any_of(found.cases), removed_at__isnull=True).order_by("position")
    members = [each for each in rows if each.relation == Member.Relation.SELF or each.id in sources]
    born = {each.application_id: each.born_on.wareki() for each in members if each.relation == Member.Relation.SELF}
    return born, _names(each for each in members if each.relation != Member.Relation.SELF)


def _names(others: Iterable[Member]) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    for each in others:
        words = f"{each.get_relation_display()} {each.name}"
        found[each.application_id] = f"{found[each.application_id]}、{words}" if each.application_id in found else words
    return found


def _case(row: Application, born: str, through: str) -> Hit:
    state = State(row.state)
    number = row.prefectural_number or row.receipt_number
    return Hit(
        f"/look/{row.id}/",
        row.applicant_name,
        row.applicant_kana,
        born,
        state.label,
        KINDS.get(state, "active"),
        number,
        phone_end(row.applicant_phone),
        row.is_nondisclosure,
        through,
    )


def _talk(row: Any) -> Hit:
    state = ConsultationState(row.state)
    words = f"相談：{state.label}"
    kind = TALK_KINDS.get(state, "closed")
    return Hit(
        f"/look/talks/{row.id}/",
        row.client_name or NAMELESS,
        row.client_kana,
        "",
        words,
        kind,
        "",
        phone_end(row.client_phone),
    )
