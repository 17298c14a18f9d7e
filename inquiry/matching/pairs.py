"""照合事例. Labelled pairs, decided by the rules and counted against their labels."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .choose import choose
from .compare import Outcome, compare
from .findings import Reason, Rule
from .people import FourItems

LABELS = {"match": Outcome.MATCH, "needs_review": Outcome.NEEDS_REVIEW, "no_match": Outcome.NO_MATCH}

EXPECTED = ("expected", "expected_relaxed", "expected_in_group")
_ITEMS = ("name", "kana", "dob", "sex", "address")
NEEDED = ("pair_id", *(f"{side}_{item}" for side in ("left", "right") for item in _ITEMS))


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


class PairsNotRead(ValueError):
    """The file cannot be decided; carries the sentence that says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def read_pairs(path: Path) -> list[Pair]:
    """CSV, UTF-8 with or without BOM, with the four items and at least one label. Raises PairsNotRead."""
    reader = csv.DictReader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        _check_columns(reader.fieldnames or [])
        pairs = [_pair(row, reader.line_num) for row in reader]
    except csv.Error:
        raise PairsNotRead(f"{reader.line_num}行目がCSVとして読めません。引用符と改行を確認してください。") from None
    if not pairs:
        raise PairsNotRead("事例が1件もありません。見出しの下に事例を書いてください。")
    return pairs


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError:
        raise PairsNotRead("ファイルを開けません。場所と名前を確認してください。") from None
    if not content.strip():
        raise PairsNotRead("ファイルが空です。")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PairsNotRead(f"文字コードがUTF-8ではありません{_guess(content)}。UTF-8で保存し直してください。") from None


def _guess(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "（UTF-16のようです）"
    try:
        content.decode("cp932")
    except UnicodeDecodeError:
        return ""
    return "（Shift_JISのようです）"


def _check_columns(names: Sequence[str]) -> None:
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise PairsNotRead(f"列がありません：{'、'.join(missing)}。")
    if not any(label in names for label in EXPECTED):
        raise PairsNotRead(f"期待する判定の列がありません：{'、'.join(EXPECTED)}のどれかが要ります。")


def _pair(row: dict[str, str], line: int) -> Pair:
    if None in row or None in row.values():
        raise PairsNotRead(f"{line}行目の列の数が、見出しと違います。")
    unknown = [row[column] for column in EXPECTED if row.get(column) and row[column] not in LABELS]
    if unknown:
        raise PairsNotRead(
            f"{line}行目の期待する判定が分かりません：{'、'.join(unknown)}。{'、'.join(LABELS)}で書いてください。"
        )
    labels = (LABELS.get(row.get(column) or "") for column in EXPECTED)
    return Pair(row["pair_id"], row.get("group") or "", _side(row, "left"), _side(row, "right"), *labels)


def _side(row: dict[str, str], side: str) -> FourItems:
    name, kana, born, sex, address = (row[f"{side}_{item}"] for item in _ITEMS)
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
