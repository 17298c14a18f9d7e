"""照合の判定. Two records of a person, item by item, and the one outcome that the decision table gives them.

Safe by construction: MATCH comes out only where every one of the four items agrees.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from .address_comparison import compare_addresses
from .dates import compare_dates
from .explained import address_explained, name_explained
from .findings import Finding, Reason, Rule, Standing
from .name_comparison import compare_names, kana_note
from .people import FourItems, Item
from .sexes import compare_sexes


class Outcome(StrEnum):
    """照合結果. A 一致, B 要確認, or another person."""

    MATCH = "一致"
    NEEDS_REVIEW = "要確認"
    NO_MATCH = "別人"


class Verdict(NamedTuple):
    """二つの記録の照合結果."""

    outcome: Outcome
    findings: tuple[Finding, ...]
    notes: tuple[Reason, ...] = ()

    @property
    def agreeing(self) -> tuple[Item, ...]:
        return tuple(finding.item for finding in self.findings if finding.standing is Standing.AGREES)

    @property
    def differing(self) -> dict[Item, Reason]:
        """一致しない項目. Every item that does not agree, with what is known of it."""
        pairs = ((finding.item, finding.reason) for finding in self.findings if finding.standing is not Standing.AGREES)
        return {item: reason for item, reason in pairs if reason is not None}

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return tuple(finding.reason for finding in self.findings if finding.reason) + self.notes

    @property
    def sentence(self) -> str:
        opening = "4情報がすべて一致しました。" if self.outcome is Outcome.MATCH else f"{self.outcome}："
        return opening + "".join(self.reasons)


# An Enum's member costs more to name than to compare, and these are asked for with every pair.
_AGREES, _MATCH = Standing.AGREES, Outcome.MATCH


def compare(left: FourItems, right: FourItems, *, rule: Rule = Rule.STRICT, today: date | None = None) -> Verdict:
    """照合. `today` only tells which dates lie in the future (the present day where none is given)."""
    day = today or date.today()
    findings = (
        _name(left, right, rule),
        compare_dates(left.born, right.born, day),
        compare_sexes(left.sex, right.sex),
        _address(left, right, rule, day),
    )
    note = kana_note(left, right)
    return Verdict(_decided(findings), findings, (note,) if note else ())


def _name(left: FourItems, right: FourItems, rule: Rule) -> Finding:
    found = compare_names(left, right, rule)
    return name_explained(left, right, found, lambda one, other: compare_names(one, other, rule))


def _address(left: FourItems, right: FourItems, rule: Rule, day: date) -> Finding:
    found = compare_addresses(left.address, right.address, rule, day)
    return address_explained(
        left, right, found, lambda one, other: compare_addresses(one.address, other.address, rule, day)
    )


def _decided(findings: tuple[Finding, ...]) -> Outcome:
    """判定表."""
    open_ones = [finding for finding in findings if finding.standing is not _AGREES]
    if not open_ones:
        return _MATCH
    against = [finding for finding in open_ones if finding.contradicts]
    if len(against) > 1 or any(finding.standing is Standing.EXCLUDES for finding in against):
        return Outcome.NO_MATCH
    return _one_against(against[0], findings) if against else Outcome.NEEDS_REVIEW


def _one_against(against: Finding, findings: tuple[Finding, ...]) -> Outcome:
    """One item contradicts. Where another is not recorded, name and birth date must carry the rest."""
    missing = [finding.item for finding in findings if finding.standing is Standing.MISSING]
    carries = {Item.NAME, Item.BORN}.isdisjoint([*missing, against.item])
    return Outcome.NEEDS_REVIEW if not missing or carries else Outcome.NO_MATCH
