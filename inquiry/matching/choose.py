"""候補の選定. Several candidates, nobody found, and the candidate who is another member of the household.

The known cause of wrong links is a family member's number on the form (島根県: 10 of 12), so a candidate who fits
another member on the form as well as the person asked about is never a match.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from .compare import Outcome, Verdict, compare
from .findings import Reason, Rule, Standing
from .people import FourItems, Item

_RANK = {Outcome.NO_MATCH: 0, Outcome.NEEDS_REVIEW: 1, Outcome.MATCH: 2}


@dataclass(frozen=True)
class Choice:
    """選定の結果. index is the candidate to link, and there is one only where the outcome is MATCH."""

    outcome: Outcome
    index: int | None
    verdicts: tuple[Verdict, ...]
    reasons: tuple[Reason, ...]

    @property
    def sentence(self) -> str:
        opening = "4情報がすべて一致する候補が1件あります。" if self.outcome is Outcome.MATCH else f"{self.outcome}："
        return opening + "".join(dict.fromkeys(self.reasons))

    def outcome_of(self, index: int) -> Outcome:
        """候補ごとの結果. A dropped candidate is another person; while the choice is open, so is each that may fit."""
        if self.outcome is Outcome.MATCH:
            return Outcome.MATCH if index == self.index else Outcome.NO_MATCH
        may_fit = self.verdicts[index].outcome is not Outcome.NO_MATCH
        return Outcome.NEEDS_REVIEW if may_fit else Outcome.NO_MATCH


def choose(
    form: FourItems,
    candidates: Sequence[FourItems],
    *,
    household: Sequence[FourItems] = (),
    rule: Rule = Rule.STRICT,
    today: date | None = None,
) -> Choice:
    """選定. household is every *other* member on the form."""
    day = today or date.today()
    verdicts = tuple(compare(form, candidate, rule=rule, today=day) for candidate in candidates)
    choice = _chosen(verdicts)
    looked_at = range(len(verdicts)) if choice.index is None else (choice.index,)
    if any(_fits_another(candidates[index], verdicts[index], household, rule, day) for index in looked_at):
        outcome = Outcome.NEEDS_REVIEW if choice.outcome is Outcome.MATCH else choice.outcome
        return replace(choice, outcome=outcome, index=None, reasons=(Reason.FITS_OTHER_MEMBER, *choice.reasons))
    return choice


def _chosen(verdicts: tuple[Verdict, ...]) -> Choice:
    """判定表: 候補が複数. Only the one exact candidate, and only where no other is nearly exact."""
    if not verdicts:
        return Choice(Outcome.NEEDS_REVIEW, None, (), (Reason.NOBODY_FOUND,))
    may_fit = _may_fit(verdicts)
    if not may_fit:
        reasons = verdicts[0].reasons if len(verdicts) == 1 else ()
        return Choice(Outcome.NO_MATCH, None, verdicts, (Reason.NOBODY_FITS, *reasons))
    exact = [index for index in may_fit if verdicts[index].outcome is Outcome.MATCH]
    if len(exact) == 1 and all(_is_elsewhere(verdicts[index]) for index in may_fit if index != exact[0]):
        dropped = (Reason.OTHERS_DROPPED,) if len(verdicts) > 1 else ()
        return Choice(Outcome.MATCH, exact[0], verdicts, (*dropped, *verdicts[exact[0]].reasons))
    return Choice(Outcome.NEEDS_REVIEW, None, verdicts, _why_open(verdicts, may_fit, exact))


def _why_open(verdicts: tuple[Verdict, ...], may_fit: list[int], exact: list[int]) -> tuple[Reason, ...]:
    if len(may_fit) == 1:
        return verdicts[may_fit[0]].reasons
    return (Reason.SEVERAL_EXACT if len(exact) > 1 else Reason.SEVERAL_CANDIDATES,)


def _may_fit(verdicts: tuple[Verdict, ...]) -> list[int]:
    return [index for index, verdict in enumerate(verdicts) if verdict.outcome is not Outcome.NO_MATCH]


def _is_elsewhere(verdict: Verdict) -> bool:
    """A namesake born on the same day who lives elsewhere: beside an exact candidate, another person."""
    return verdict.differing == {Item.ADDRESS: Reason.ADDRESS_ELSEWHERE}


def _fits_another(
    candidate: FourItems, verdict: Verdict, household: Sequence[FourItems], rule: Rule, today: date
) -> bool:
    """世帯員との突合. Whether the candidate fits another member at least as well as the person asked about."""
    own = _fit(verdict)
    others = (compare(member, candidate, rule=rule, today=today) for member in household)
    return any(other.outcome is not Outcome.NO_MATCH and _fit(other) >= own for other in others)


def _fit(verdict: Verdict) -> tuple[int, int, int]:
    """How well two records fit: the outcome, the agreeing items, and those that agree without any note."""
    plain = sum(finding.standing is Standing.AGREES and finding.reason is None for finding in verdict.findings)
    return _RANK[verdict.outcome], len(verdict.agreeing), plain
