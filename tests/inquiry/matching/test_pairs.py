import pytest

from inquiry.matching.compare import Outcome
from inquiry.matching.findings import Rule
from inquiry.matching.pairs import decide_groups, decide_pairs, read_pairs

from .people import HOME, TODAY

COLUMNS = ["pair_id", "group"]
COLUMNS += [f"{side}_{item}" for side in ("left", "right") for item in ("name", "kana", "dob", "sex", "address")]
COLUMNS += ["expected", "expected_relaxed", "expected_in_group"]
MOVED = "大阪府堺市堺区見本町1-1"


def row(number, group, name, address, *expected):
    left, right = ("高橋一郎", "", "1970-03-05", "男", HOME), (name, "", "S45.3.5", "1", address)
    return ",".join([number, group, *left, *right, *expected])


@pytest.fixture(params=["utf-8", "utf-8-sig"])
def pairs(request, tmp_path):
    rows = [
        ",".join(COLUMNS),
        row("X1", "G", "高橋一郎", HOME, "match", "match", "match"),
        row("X2", "G", "高橋一郎", MOVED, "needs_review", "needs_review", "no_match"),
        row("X3", "", "髙橋一郎", HOME, "needs_review", "match", ""),
        row("X4", "", "高橋一郎", HOME, "no_match", "no_match", ""),
    ]
    path = tmp_path / "pairs.csv"
    path.write_text("\n".join(rows), encoding=request.param)
    return read_pairs(path)


def test_each_row_is_decided_by_itself_against_the_label_of_the_rule(pairs):
    for rule in Rule:
        decisions = decide_pairs(pairs, rule, TODAY)

        assert [decision.agrees for decision in decisions] == [True, True, True, False]


def test_a_match_that_is_labelled_otherwise_is_a_wrong_link(pairs):
    wrong = [decision.pair.pair_id for decision in decide_pairs(pairs, Rule.STRICT, TODAY) if decision.is_wrong_link]

    assert wrong == ["X4"]


def test_the_rows_of_a_group_are_candidates_of_one_query(pairs):
    assert [decision.outcome for decision in decide_groups(pairs, TODAY)] == [Outcome.MATCH, Outcome.NO_MATCH]
