"""Pairs that the rules were not written by: labelled by hand after the decision table, and why (other_pairs.csv)."""

from collections import Counter
from pathlib import Path

import pytest

from inquiry.matching.compare import Outcome
from inquiry.matching.findings import Rule
from inquiry.matching.pairs import decide_groups, decide_pairs, read_pairs

from .people import TODAY

FILE = Path(__file__).with_name("other_pairs.csv")
FEWEST = 120


@pytest.mark.parametrize("rule", list(Rule))
def test_every_pair_is_decided_as_its_label_says(rule):
    decisions = decide_pairs(read_pairs(FILE), rule, TODAY)

    apart = {decision.pair.pair_id: decision.outcome.name for decision in decisions if not decision.agrees}

    assert (apart, len(decisions) >= FEWEST) == ({}, True)


def test_every_group_is_decided_as_its_labels_say():
    decisions = decide_groups(read_pairs(FILE), TODAY)

    assert [decision.pair.pair_id for decision in decisions if not decision.agrees] == []


def test_the_file_holds_enough_of_each_outcome_to_tell_a_rule_that_always_says_one():
    labels = Counter(pair.expected for pair in read_pairs(FILE))

    assert min(labels[outcome] for outcome in Outcome) >= 15
