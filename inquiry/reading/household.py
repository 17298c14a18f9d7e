"""住民票関係情報の読み解き. Who lives together by the register, beside who was declared.

The register gives each person a relation to the head of the household; the form, to the applicant. So relations are
compared only where the applicant is the head. Codes of 続柄: inquiry.md §5.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from councils.household import Relation
from inquiry.codes import Verdict
from inquiry.sources.answers import Empty, Given, HouseholdAnswer

VERSION = "HOUSEHOLD-1"
HEAD = "02"

# The register's codes that each declared relation may have; a relation that is not here is not compared.
CODES: dict[Relation, tuple[str, ...]] = {
    Relation.HUSBAND: ("11", "13"),
    Relation.WIFE: ("12", "14"),
    Relation.CHILD: ("2",),
    Relation.FATHER: ("51", "53"),
    Relation.MOTHER: ("52", "54"),
    Relation.SIBLING: ("7", "8"),
}


@dataclass(frozen=True, slots=True)
class DeclaredMember:
    """申告された世帯員. relation as declared, as seen from the applicant; answer None where none came."""

    relation: Relation
    answer: HouseholdAnswer | None


def household_composition(members: Sequence[DeclaredMember]) -> Verdict:
    """世帯構成. One household key for all and as many members as declared; a missing answer leaves it open."""
    keys: set[str] = set()
    counts: set[int] = set()
    for member in members:
        if member.answer is None or isinstance(member.answer.household_key, Empty):
            return Verdict.NEEDS_CHECK
        if isinstance(member.answer.member_count, Empty):
            return Verdict.NEEDS_CHECK
        keys.add(member.answer.household_key.value)
        counts.add(member.answer.member_count.value)
    if len(keys) > 1 or counts != {len(members)}:
        return Verdict.DIFFERENT
    return Verdict.CONSISTENT if _do_relations_agree(members) else Verdict.NEEDS_CHECK


def _do_relations_agree(members: Sequence[DeclaredMember]) -> bool:
    applicants = [member for member in members if member.relation is Relation.SELF]
    if len(applicants) != 1 or relation_code(applicants[0]) != HEAD:
        return True
    return all(relation_code(member).startswith(CODES.get(member.relation, ("",))) for member in members)


def relation_code(member: DeclaredMember) -> str:
    """'' where the register gives none."""
    if member.answer is not None and isinstance(member.answer.relation_code, Given):
        return member.answer.relation_code.value
    return ""
