"""見つかった方. The rows of a search as finished strings, in at most four queries however many were found."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model, Q

from councils.look.words import phone_end
from loans.applications.models import Application, Member, Party
from loans.cases.lists import KINDS, NAMELESS, TALK_KINDS
from loans.consultations.models import Consultation
from loans.rows import any_of
from loans.search.find import Found
from loans.states import ConsultationState, State

# A short list needs a tenth of what a case holds.
_OF_CASE = (
    "state",
    "receipt_number",
    "prefectural_number",
    "applicant_name",
    "applicant_kana",
    "applicant_phone",
    "is_nondisclosure",
)
_OF_TALK = ("state", "client_name", "client_kana", "client_phone", "is_nondisclosure")


@dataclass(frozen=True)
class Hit:
    """見つかった案件か相談. through: by whom it was found, where it was not the applicant."""

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
    cases = _rows(Application, found.cases, _OF_CASE)
    born, through = _people(found)
    talks = _rows(Consultation, found.talks, _OF_TALK)
    return [
        *(_case(cases[each], born.get(each, ""), through.get(each, "")) for each in found.cases if each in cases),
        *(_talk(talks[each]) for each in found.talks if each in talks),
    ]


def url_of(found: Found) -> str:
    """Where the only one leads: nothing else of it needs to be asked."""
    return f"/look/{next(iter(found.cases))}/" if found.cases else f"/look/talks/{found.talks[0]}/"


def _rows(of: type[Model], ids: Collection[UUID], columns: Sequence[str]) -> dict[UUID, Any]:
    rows = of._default_manager.filter(pk__in=any_of(ids)).only(*columns) if ids else ()
    return {row.pk: row for row in rows}


def _people(found: Found) -> tuple[dict[UUID, str], dict[UUID, str]]:
    """生年月日 of each applicant, and the others who were found."""
    if not found.cases:
        return {}, {}
    sources = {source for each in found.cases.values() for source in each}
    of_cases = Member.objects.filter(application_id__in=any_of(found.cases), removed_at__isnull=True)
    wanted = of_cases.filter(Q(relation=Member.Relation.SELF) | Q(pk__in=any_of(sources)))
    members = list(wanted.order_by("position").only("application_id", "name", "born", "relation"))
    born = {each.application_id: each.born_on.wareki() for each in members if each.relation == Member.Relation.SELF}
    others = [each for each in members if each.relation != Member.Relation.SELF]
    beside = sources - found.cases.keys() - {each.id for each in members}
    return born, _names([*_told(others), *_told(_parties(beside))])


def _parties(sources: set[UUID]) -> list[Party]:
    """連帯借受人・連帯保証人・法定代理人, asked for where a source is nobody of the household."""
    if not sources:
        return []
    rows = Party.objects.filter(pk__in=any_of(sources), removed_at__isnull=True).order_by("created_at")
    return list(rows.only("application_id", "name", "role"))


def _told(people: Iterable[Member | Party]) -> Iterator[tuple[UUID, str]]:
    for each in people:
        place = each.get_role_display() if isinstance(each, Party) else f"世帯：{each.get_relation_display()}"
        yield each.application_id, f"{place} {each.name}"


def _names(told: Iterable[tuple[UUID, str]]) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    for case, words in told:
        found[case] = f"{found[case]}、{words}" if case in found else words
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
        row.is_nondisclosure,
    )
