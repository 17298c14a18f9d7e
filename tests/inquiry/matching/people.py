"""An invented person, and what becomes of two records that differ in what is given."""

from dataclasses import replace
from datetime import date

from inquiry.matching.compare import Verdict, compare
from inquiry.matching.findings import Rule
from inquiry.matching.people import FourItems

TODAY = date(2026, 11, 21)
HOME = "東京都世田谷区見本町五丁目4番3号"
TARO = FourItems("架空太郎", "カクウ タロウ", "1970-03-05", "男", HOME)


def pair(left: dict[str, str], right: dict[str, str], rule: Rule = Rule.STRICT) -> Verdict:
    """Compares both ways round: who stands left must not matter."""
    first, second = replace(TARO, **left), replace(TARO, **right)
    verdict = compare(first, second, rule=rule, today=TODAY)
    assert compare(second, first, rule=rule, today=TODAY).outcome is verdict.outcome
    return verdict
