"""照合事例. Labelled pairs, decided by the rules and counted against their labels."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .choose import choose
from .compare import Outcome, compare
from .findings import Reason, Rule
from .people import FourItems

LABELS = {"match": Outcome.MATCH, "needs_review": Outcome.NEEDS_REVIEW, "no_match": Outcome.NO_MATCH}


@dataclass(frozen=True)
class Pair:
    """照合事例の一組. A label is None where the file gives none."""

    pair_id: str
    group: str
    left: FourItems
    right: FourItems
    expected: Outcome | None
    expected_relaxed: Outcome | None
    expected_in_group: Outcome | None


@dataclass(frozen=True)
class Decision:
    """一組の判定と、期待する判定."""

    pair: Pair
    expected: Outcome
    outcome: Outcome
    reasons: tuple[Reason, ...]

    @property
    def agrees(self) -> bool:
        return self.outcome is self.expected

    @property
    def is_wrong_link(self) -> bool:
        """誤った紐付け. The one mistake that may never happen."""
        return self.outcome is Outcome.MATCH and not self.agrees


def read_pairs(path: Path) -> list[Pair]:
    """CSV, UTF-8 with or without BOM. Raises KeyError where a column of the four items is missing."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [_pair(row) for row in csv.DictReader(lines)]


def _pair(row: dict[str, str]) -> Pair:
    labels = (LABELS.get(row.get(column) or "") for column in ("expected", "expected_relaxed", "expected_in_group"))
    return Pair(row["pair_id"], row.get("group") or "", _side(row, "left"), _side(row, "right"), *labels)


def _side(row: dict[str, str], side: str) -> FourItems:
    name, kana, born, sex, address = (row[f"{side}_{item}"] for item in ("name", "kana", "dob", "sex", "address"))
    return FourItems(name, kana, born, sex, address)


def decide_pairs(pairs: Iterable[Pair], rule: Rule, today: date | None = None) -> list[Decision]:
    """一組ずつの判定."""
    decisions = []
    for pair in pairs:
        expected = pair.expected if rule is Rule.STRICT else pair.expected_relaxed
        if expected is not None:
            verdict = compare(pair.left, pair.right, rule=rule, today=today)
            decisions.append(Decision(pair, expected, verdict.outcome, verdict.reasons))
    return decisions


def decide_groups(pairs: Iterable[Pair], today: date | None = None) -> list[Decision]:
    """組ごとの判定. All rows of a group are candidates of one query, decided strictly."""
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.group:
            groups[pair.group].append(pair)
    return [decision for group in groups.values() for decision in _decide_group(group, today)]


def _decide_group(group: list[Pair], today: date | None) -> list[Decision]:
    choice = choose(group[0].left, [pair.right for pair in group], today=today)
    return [
        Decision(pair, pair.expected_in_group, choice.outcome_of(index), choice.reasons)
        for index, pair in enumerate(group)
        if pair.expected_in_group is not None
    ]
