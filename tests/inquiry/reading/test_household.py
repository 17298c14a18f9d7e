import pytest

from councils.household import Relation
from inquiry.codes import Verdict
from inquiry.reading.household import DeclaredMember, household_composition
from inquiry.sources.answers import Empty, Given, HouseholdAnswer

NULL = Empty("NotAcceptable")


def member(relation, code, *, key="K1", count=3):
    given = [item if isinstance(item, Empty) else Given(item) for item in (code, key, count)]
    return DeclaredMember(relation, HouseholdAnswer(*given))


HEAD, WIFE, CHILD = member(Relation.SELF, "02"), member(Relation.WIFE, "12"), member(Relation.CHILD, "20")


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ([HEAD, WIFE, CHILD], Verdict.CONSISTENT),
        ([HEAD, WIFE, member(Relation.CHILD, "21")], Verdict.CONSISTENT),
        ([HEAD, WIFE], Verdict.DIFFERENT),
        ([HEAD, WIFE, CHILD, member(Relation.OTHER, "99")], Verdict.DIFFERENT),
        ([HEAD, WIFE, member(Relation.CHILD, "20", key="K2")], Verdict.DIFFERENT),
        ([HEAD, WIFE, member(Relation.CHILD, "20", count=4)], Verdict.DIFFERENT),
        ([HEAD, WIFE, DeclaredMember(Relation.CHILD, None)], Verdict.NEEDS_CHECK),
        ([HEAD, WIFE, member(Relation.CHILD, "20", key=NULL)], Verdict.NEEDS_CHECK),
        ([HEAD, WIFE, member(Relation.CHILD, "20", count=NULL)], Verdict.NEEDS_CHECK),
        ([HEAD, member(Relation.WIFE, "20"), CHILD], Verdict.NEEDS_CHECK),
        ([HEAD, WIFE, member(Relation.CHILD, NULL)], Verdict.NEEDS_CHECK),
        ([HEAD, WIFE, member(Relation.OTHER, "99")], Verdict.CONSISTENT),
        # The applicant is the wife of the head: her relations are not those of the register, and are not compared.
        (
            [member(Relation.SELF, "12"), member(Relation.HUSBAND, "02"), member(Relation.CHILD, "20")],
            Verdict.CONSISTENT,
        ),
    ],
)
def test_composition_is_consistent_only_where_everybody_answered_and_nobody_is_left_over(members, expected):
    assert household_composition(members) == expected
